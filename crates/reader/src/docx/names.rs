//! Namespaces of Word's format in both of its forms, transitional and strict, and of OpenDocument.

/// What a namespace is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Words, paragraphs, tables.
    Word,
    /// Alternatives for newer and older programs.
    Compatibility,
    /// Drawings and their text.
    Drawing,
    /// Drawings of older programs.
    Vml,
    /// Formulas.
    Math,
    /// Embedded objects.
    Office,
    /// OpenDocument: paragraphs, notes, fields.
    OpenText,
    /// OpenDocument: tables.
    OpenTable,
    /// OpenDocument: the document, comments.
    OpenOffice,
    /// OpenDocument: drawings and frames.
    OpenDraw,
    /// OpenDocument: titles of drawings.
    OpenSvg,
    /// Anything that is known and brings no text of its own.
    Known,
    /// Anything else.
    Other,
}

impl Space {
    /// By its address.
    pub fn of(address: &str) -> Self {
        const SCHEMAS: &str = "http://schemas.openxmlformats.org/";
        const STRICT: &str = "http://purl.oclc.org/ooxml/";
        let microsoft = "http://schemas.microsoft.com/office/";
        if address == "urn:schemas-microsoft-com:vml" {
            return Self::Vml;
        }
        if address == "urn:schemas-microsoft-com:office:office" {
            return Self::Office;
        }
        if let Some(rest) = address.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:") {
            return Self::open(rest.split(':').next().unwrap_or_default());
        }
        if let Some(rest) = address.strip_prefix(SCHEMAS).or_else(|| address.strip_prefix(STRICT)) {
            return match rest.split('/').next().unwrap_or_default() {
                "wordprocessingml" => Self::Word,
                "markup-compatibility" => Self::Compatibility,
                "drawingml" => Self::Drawing,
                _ if rest.ends_with("/math") => Self::Math,
                _ => Self::Known,
            };
        }
        match address.strip_prefix(microsoft) {
            Some(rest) if rest.starts_with("word/2003/") => Self::Word,
            Some(rest) if rest.contains("/wordprocessing") || rest.starts_with("drawing/") => Self::Drawing,
            Some(_) => Self::Known,
            None => Self::Other,
        }
    }

    fn open(name: &str) -> Self {
        match name {
            "text" => Self::OpenText,
            "table" => Self::OpenTable,
            "office" => Self::OpenOffice,
            "drawing" | "draw" => Self::OpenDraw,
            "svg-compatible" | "svg" => Self::OpenSvg,
            _ => Self::Other,
        }
    }

    /// By the prefix that everybody uses, for a file that does not declare it.
    pub fn by_custom(prefix: &str) -> Self {
        match prefix {
            "" | "w" => Self::Word,
            "mc" => Self::Compatibility,
            "a" | "wp" | "wps" | "wpg" | "wpc" | "wp14" | "pic" | "dgm" | "c" => Self::Drawing,
            "v" => Self::Vml,
            "m" => Self::Math,
            "o" => Self::Office,
            "text" | "table" | "office" | "draw" | "svg" => Self::open(prefix),
            "w14" | "w15" | "w16" | "r" => Self::Known,
            _ => Self::Other,
        }
    }
}
