//! OpenDocument texts made for tests: the XML is given, the container and the declarations are not.

use crate::hostile::archive;

pub(crate) const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
     xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
     xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
     xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
     xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
     xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
     xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
     xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
     xmlns:form=\"urn:oasis:names:tc:opendocument:xmlns:form:1.0\" \
     xmlns:field=\"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0\" \
     xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\"";

/// The XML of an OpenDocument text, part by part.
#[derive(Debug, Clone, Copy, Default)]
pub struct Odt<'x> {
    /// What stands in `office:text`.
    pub body: &'x str,
    /// Automatic styles of the content.
    pub automatic: &'x str,
    /// Common styles.
    pub styles: &'x str,
    /// Master pages, where running heads stand.
    pub masters: &'x str,
    /// Properties.
    pub meta: &'x str,
}

impl Odt<'_> {
    /// `content.xml`.
    pub fn content(&self) -> String {
        let Self { body, automatic, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {SPACES}><office:automatic-styles>\
             {automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
             </office:document-content>"
        )
    }

    /// `styles.xml`.
    pub fn styles(&self) -> String {
        let Self { styles, masters, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-styles {SPACES}><office:styles>{styles}\
             </office:styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"
        )
    }

    /// The file in its container.
    pub fn build(&self) -> Vec<u8> {
        let meta = format!(
            "<?xml version=\"1.0\"?><office:document-meta {SPACES}><office:meta>{}</office:meta></office:document-meta>",
            self.meta
        );
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", &self.content()),
            ("styles.xml", &self.styles()),
            ("meta.xml", &meta),
        ])
    }

    /// The file as one piece of XML.
    pub fn flat(&self) -> String {
        let Self { body, automatic, styles, masters, meta } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document {SPACES} \
             office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:meta>{meta}</office:meta>\
             <office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>\
             <office:master-styles>{masters}</office:master-styles><office:body><office:text>{body}</office:text>\
             </office:body></office:document>"
        )
    }
}
