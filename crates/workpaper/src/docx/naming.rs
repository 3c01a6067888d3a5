//! How elements of Word's namespace are called in a member: `w:comment`, `comment`, `x:comment`.

use quick_xml::events::BytesStart;

/// Word's namespace in its usual form, for a member that declares none.
const USUAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A prefix for elements and attributes that are put in, and whether each has to declare it.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub prefix: String,
    /// The namespace as the file writes it.
    pub namespace: String,
    declares: bool,
}

impl Naming {
    /// Takes the prefix of a member's root; attributes need one, so where the root has none, another that it declares for
    /// the same namespace, or one that every element put in declares itself.
    pub fn of(root: &BytesStart<'_>) -> Self {
        let own = root.name().prefix().map_or("", |prefix| prefix.into_inner()).to_owned();
        let declared = |wanted: &dyn Fn(&str, &str) -> bool| {
            root.attributes().with_checks(false).flatten().find_map(|attribute| {
                let name = attribute.key.0.strip_prefix("xmlns")?;
                let prefix = name.strip_prefix(':').unwrap_or(name);
                wanted(prefix, &attribute.value).then(|| (prefix.to_owned(), attribute.value.to_string()))
            })
        };
        let namespace = declared(&|prefix, _| prefix == own).map(|(_, namespace)| namespace);
        if !own.is_empty() {
            let namespace = namespace.unwrap_or_else(|| USUAL.to_owned());
            return Self { prefix: own, namespace, declares: false };
        }
        let namespace = namespace.unwrap_or_else(|| USUAL.to_owned());
        match declared(&|prefix, address| !prefix.is_empty() && address == namespace) {
            Some((prefix, _)) => Self { prefix, namespace, declares: false },
            None => Self { prefix: "w".to_owned(), namespace, declares: true },
        }
    }

    /// The prefix means something else further inside, or may: every element put in declares it.
    pub fn declare(&mut self) {
        self.declares = true;
    }

    /// What an element put in says after its name.
    pub fn declaration(&self) -> String {
        if self.declares { format!(" xmlns:{}=\"{}\"", self.prefix, self.namespace) } else { String::new() }
    }

    /// True if the file is of the standard's strict form.
    pub fn is_strict(&self) -> bool {
        self.namespace.starts_with("http://purl.oclc.org/")
    }
}
