//! Parts of speech and relations of Universal Dependencies, second version.

/// Declares an enum whose variants have a name in the treebanks.
macro_rules! named {
    ($(#[$head:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$head])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in the order in which the model counts them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that treebanks use.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one of this name.
            #[must_use]
            pub fn of_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

named! {
    /// A part of speech.
    Upos {
        /// Adjective: "secret".
        Adj = "ADJ",
        /// Preposition: "according to", "by".
        Adp = "ADP",
        /// Adverb: "reportedly".
        Adv = "ADV",
        /// Auxiliary, the copula included: "was", "may".
        Aux = "AUX",
        /// Coordinating conjunction: "and".
        Cconj = "CCONJ",
        /// Determiner: "the".
        Det = "DET",
        /// Interjection: "yes".
        Intj = "INTJ",
        /// Common noun: "witness".
        Noun = "NOUN",
        /// Numeral: "forty".
        Num = "NUM",
        /// Particle: "not", the possessive "'s", "to" before a verb.
        Part = "PART",
        /// Pronoun: "she", "who".
        Pron = "PRON",
        /// Name: "Velsk".
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction: "that", "because".
        Sconj = "SCONJ",
        /// Symbol: "%", "$".
        Sym = "SYM",
        /// Verb: "said".
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

named! {
    /// How a word hangs on its head. Subtypes are kept where they tell who says, does or suffers something.
    Relation {
        /// A clause that says something of a noun: "the order *to leave*".
        Acl = "acl",
        /// A relative clause: "the guard who *said*".
        AclRelcl = "acl:relcl",
        /// An adverbial clause: "when he *returned*".
        Advcl = "advcl",
        /// An adverb.
        Advmod = "advmod",
        /// An adjective before or after its noun.
        Amod = "amod",
        /// A noun put beside another: "Mira Dessel, a *lawyer*".
        Appos = "appos",
        /// An auxiliary.
        Aux = "aux",
        /// The auxiliary of a passive: "*was* beaten".
        AuxPass = "aux:pass",
        /// A preposition on its noun.
        Case = "case",
        /// A conjunction on the member it introduces.
        Cc = "cc",
        /// A clause that is an object: "said that he *left*".
        Ccomp = "ccomp",
        /// A part of a compound noun.
        Compound = "compound",
        /// The particle of a phrasal verb: "carry *out*".
        CompoundPrt = "compound:prt",
        /// A further member of a coordination.
        Conj = "conj",
        /// The copula: "*is* guilty".
        Cop = "cop",
        /// A clause that is a subject.
        Csubj = "csubj",
        /// Something on a head, nobody knows how.
        Dep = "dep",
        /// A determiner.
        Det = "det",
        /// A word of discourse: "well".
        Discourse = "discourse",
        /// A part moved out of its clause.
        Dislocated = "dislocated",
        /// "there is", "it seems that".
        Expl = "expl",
        /// The further words of a fixed expression: "according *to*".
        Fixed = "fixed",
        /// The further words of a name: "Radu *Benk*".
        Flat = "flat",
        /// The rest of a word that was written apart.
        Goeswith = "goeswith",
        /// An indirect object.
        Iobj = "iobj",
        /// A member of a list.
        List = "list",
        /// A word that opens a clause: "*that* he left".
        Mark = "mark",
        /// A noun that says something of a noun: "the office *of* the *prosecutor*".
        Nmod = "nmod",
        /// A possessor: "*his* statement".
        NmodPoss = "nmod:poss",
        /// A subject.
        Nsubj = "nsubj",
        /// The subject of a passive: "the *men* were beaten".
        NsubjPass = "nsubj:pass",
        /// A number on its noun.
        Nummod = "nummod",
        /// An object.
        Obj = "obj",
        /// A noun on a verb by a preposition: "told by *witnesses*".
        Obl = "obl",
        /// Who did it, in a passive: "beaten by *guards*".
        OblAgent = "obl:agent",
        /// A noun on a verb without a preposition: "arrested last *week*".
        OblUnmarked = "obl:unmarked",
        /// What is left where a verb was left out.
        Orphan = "orphan",
        /// A clause beside a clause: "He left, she *said*".
        Parataxis = "parataxis",
        /// A sign.
        Punct = "punct",
        /// What a speaker took back.
        Reparandum = "reparandum",
        /// The head of the sentence, which has no head.
        Root = "root",
        /// Somebody who is addressed.
        Vocative = "vocative",
        /// A clause whose subject is named above it: "refused to *sign*".
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// The universal relation, without a subtype: `nsubj` for `nsubj:pass`.
    #[must_use]
    pub fn universal(self) -> &'static str {
        let name = self.name();
        name.split_once(':').map_or(name, |(universal, _)| universal)
    }

    /// The relation that stands for a treebank's name: its own, or that of the universal relation.
    #[must_use]
    pub fn of_treebank(name: &str) -> Self {
        let universal = name.split(':').next().unwrap_or(name);
        Self::of_name(name).or_else(|| Self::of_name(universal)).unwrap_or(Self::Dep)
    }
}
