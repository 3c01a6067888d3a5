//! Closed lists of the field, each with the code that is written to files.

use std::fmt;

/// A code that is not in the list it was looked up in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The list, by type name.
    pub list: &'static str,
    /// What was given.
    pub code: String,
    /// What would have been understood.
    pub known: Vec<&'static str>,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a {}; use one of: {}", self.code, self.list, self.known.join(", "))
    }
}

impl std::error::Error for UnknownCode {}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$what])* $variant,)* }

        impl $name {
            /// Every word of the list, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The code written to files.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.code()) }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownCode;
            fn from_str(code: &str) -> Result<Self, UnknownCode> {
                Self::ALL.iter().copied().find(|word| word.code() == code).ok_or_else(|| UnknownCode {
                    list: stringify!($name),
                    code: code.to_owned(),
                    known: Self::ALL.iter().map(|word| word.code()).collect(),
                })
            }
        }
    };
}

words! {
    /// How seriously a rule's finding is taken.
    Level {
        /// Not looked for.
        Allow = "allow",
        /// Shown; the exit status stays clean.
        Warn = "warn",
        /// Shown; the exit status is 1.
        Deny = "deny",
    }
}

words! {
    /// Where in a document a sentence stands.
    Zone {
        /// Running text, list items, quotation blocks, text boxes.
        Body = "body",
        /// A footnote or endnote.
        Note = "note",
        /// A heading of any level.
        Heading = "heading",
        /// The words under or over a figure or table.
        Caption = "caption",
        /// A table cell.
        Table = "table",
        /// A running head.
        Header = "header",
        /// A running foot.
        Footer = "footer",
    }
}

words! {
    /// What a sentence does.
    SentenceKind {
        /// Asserts a fact in the author's own voice.
        Fact = "fact",
        /// Reports what a source asserts.
        Attributed = "attributed",
        /// Is wholly or mainly somebody's quoted words.
        Quotation = "quotation",
        /// States or applies law.
        Legal = "legal",
        /// Concludes from what was set out before.
        Inference = "inference",
        /// Judges or evaluates.
        Opinion = "opinion",
        /// Says how the work was done.
        Method = "method",
        /// Asks somebody to do something.
        Recommendation = "recommendation",
        /// Leads in, points elsewhere, or gives general knowledge.
        Background = "background",
        /// Is a reference to a source (in a note or bibliography).
        Citation = "citation",
    }
}

words! {
    /// The attitude a source takes to what it says.
    Stance {
        /// Says it is so.
        Asserts = "asserts",
        /// Says it, and the author marks that it is only said.
        Alleges = "alleges",
        /// Says it is not so.
        Denies = "denies",
        /// Says it is so, against its own interest.
        Admits = "admits",
    }
}

words! {
    /// Whose doubt a hedge expresses.
    Holder {
        /// The report's author.
        Author = "author",
        /// The source whose words are reported.
        Source = "source",
    }
}

words! {
    /// How a note comes to carry a sentence.
    Carriage {
        /// The mark stands in the sentence.
        Direct = "direct",
        /// A later mark of the same run on the same informant.
        Inherited = "inherited",
        /// A note that says over which passage it reaches.
        Blanket = "blanket",
    }
}

words! {
    /// What a sentence stands on.
    CarriedBy {
        /// At least one note.
        Note = "note",
        /// A source named in the text.
        Text = "text",
        /// A note and a source named in the text.
        Both = "both",
        /// A body sentence that says the same and is itself carried.
        Restated = "restated",
        /// Nothing that Probata sees.
        Neither = "neither",
        /// It asserts no fact that has to be carried.
        NotNeeded = "not_needed",
    }
}

words! {
    /// What a mention names.
    MentionKind {
        /// A human being.
        Person = "person",
        /// An organisation, authority, court or company.
        Body = "body",
        /// A country, town, building or other place.
        Place = "place",
        /// A calendar date of any precision.
        Date = "date",
        /// A treaty, statute or resolution.
        Instrument = "instrument",
    }
}

words! {
    /// The word before a citation that says how it supports the sentence.
    Signal {
        /// "see"
        See = "see",
        /// "see also"
        SeeAlso = "see_also",
        /// "cf.", "compare"
        Compare = "cf",
        /// "but see", "contra"
        ButSee = "but_see",
        /// "see generally"
        SeeGenerally = "see_generally",
        /// "e.g.", "see, e.g."
        ForExample = "for_example",
        /// "quoted in", "cited in"
        QuotedIn = "quoted_in",
    }
}

words! {
    /// What a citation refers to.
    CitationKind {
        /// A conversation with a source, in any mode.
        Interview = "interview",
        /// A letter.
        Letter = "letter",
        /// An e-mail or other electronic message.
        Email = "email",
        /// A press conference, briefing or public speech.
        PressConference = "press_conference",
        /// A report, study, book or article of an organisation or scholar.
        Report = "report",
        /// A newspaper, magazine, agency or broadcast item.
        PressArticle = "press_article",
        /// A judgment, decision or court filing.
        Judgment = "judgment",
        /// A treaty or convention.
        Treaty = "treaty",
        /// A statute, decree or regulation.
        Legislation = "legislation",
        /// A document of a United Nations body with a symbol.
        UnDocument = "un_document",
        /// A page on the web.
        WebPage = "web_page",
        /// A document on file with the author.
        OnFile = "on_file",
        /// The same source as the citation before ("Ibid.").
        Ibid = "ibid",
        /// A source given in full in another note ("supra note 12", a short form).
        Supra = "supra",
        /// Author's remark, no source.
        Comment = "comment",
        /// A source of a kind not recognised.
        Other = "other",
    }
}

words! {
    /// How an interview was held.
    InterviewMode {
        /// Face to face, or not said.
        Interview = "interview",
        /// By telephone.
        Telephone = "telephone_interview",
        /// By video call.
        Video = "video_interview",
        /// With several people at once.
        Group = "group_interview",
        /// By electronic mail or message.
        Correspondence = "email_correspondence",
    }
}

words! {
    /// What a note says that it keeps back.
    WithheldItem {
        /// A person's name.
        Name = "name",
        /// Anything that identifies.
        Identity = "identity",
        /// Where it was, at any precision.
        Place = "place",
        /// Where exactly; a coarser place is given.
        ExactPlace = "exact_place",
        /// When.
        Date = "date",
        /// Rank or function.
        Position = "position",
        /// The body somebody belongs to.
        Organisation = "organisation",
        /// A document.
        Document = "document",
        /// A number (of a case, a cell, a house).
        Number = "number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_an_unknown_one_names_the_known() {
        for kind in CitationKind::ALL {
            assert_eq!(kind.code().parse(), Ok(*kind));
        }
        let error = "forbid".parse::<Level>().unwrap_err();
        assert_eq!(error.to_string(), "\"forbid\" is not a Level; use one of: allow, warn, deny");
    }
}

words! {
    /// What was done with an exhibit, in the order of the field's list.
    CustodyAction {
        /// Handed over by somebody.
        Received = "received",
        /// Taken from where it was.
        Collected = "collected",
        /// Recorded from a screen, a network or a scene.
        Captured = "captured",
        /// Given a number.
        Registered = "registered",
        /// Its digest was taken.
        Hashed = "hashed",
        /// Closed, so that opening shows.
        Sealed = "sealed",
        /// Opened.
        Unsealed = "unsealed",
        /// Copied.
        Copied = "copied",
        /// Given to somebody else.
        TransferredOut = "transferred_out",
        /// Taken over from somebody else.
        TransferredIn = "transferred_in",
        /// Put where it is kept.
        Stored = "stored",
        /// Put elsewhere.
        Moved = "moved",
        /// Looked at.
        Viewed = "viewed",
        /// Written out of the case.
        Exported = "exported",
        /// A copy in another form was made of it.
        Derived = "derived",
        /// A copy with something left out was made of it.
        Redacted = "redacted",
        /// Compared with its digest.
        Verified = "verified",
        /// A time was certified for it.
        Timestamped = "timestamped",
        /// Lent.
        Loaned = "loaned",
        /// Come back.
        Returned = "returned",
        /// Given up.
        Released = "released",
        /// Not to be found.
        Lost = "lost",
        /// Found again.
        Found = "found",
        /// Harmed.
        Damaged = "damaged",
        /// Made an end of.
        Destroyed = "destroyed",
        /// It may not be erased from now on.
        LegalHoldSet = "legal_hold_set",
        /// It may be erased again.
        LegalHoldLifted = "legal_hold_lifted",
    }
}
