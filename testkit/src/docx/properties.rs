use super::Docx;
use super::render::escaped;

/// What the file says about itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Properties {
    core: Vec<(&'static str, String)>,
    app: Vec<(&'static str, String)>,
    custom: Vec<(String, String)>,
}

impl Docx {
    fn core(mut self, name: &'static str, value: &str) -> Self {
        self.properties.core.push((name, value.to_owned()));
        self
    }

    fn app(mut self, name: &'static str, value: &str) -> Self {
        self.properties.app.push((name, value.to_owned()));
        self
    }

    /// The property "title".
    pub fn title(self, value: &str) -> Self {
        self.core("dc:title", value)
    }

    /// The property "subject".
    pub fn subject(self, value: &str) -> Self {
        self.core("dc:subject", value)
    }

    /// The property "author".
    pub fn creator(self, value: &str) -> Self {
        self.core("dc:creator", value)
    }

    /// The property "keywords".
    pub fn keywords(self, value: &str) -> Self {
        self.core("cp:keywords", value)
    }

    /// The property "comments".
    pub fn description(self, value: &str) -> Self {
        self.core("dc:description", value)
    }

    /// The property "last saved by".
    pub fn last_modified_by(self, value: &str) -> Self {
        self.core("cp:lastModifiedBy", value)
    }

    /// The property "manager".
    pub fn manager(self, value: &str) -> Self {
        self.app("Manager", value)
    }

    /// The property "company".
    pub fn company(self, value: &str) -> Self {
        self.app("Company", value)
    }

    /// How many pages the file says it has.
    pub fn pages(self, count: u32) -> Self {
        self.app("Pages", &count.to_string())
    }

    /// A property of the house's own.
    pub fn custom(mut self, name: &str, value: &str) -> Self {
        self.properties.custom.push((name.to_owned(), value.to_owned()));
        self
    }
}

impl Properties {
    pub(super) fn core_xml(&self) -> String {
        let mut xml = String::from(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
        );
        for (name, value) in &self.core {
            xml += &format!("<{name}>{}</{name}>", escaped(value));
        }
        xml += "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2006-05-02T09:00:00Z</dcterms:created>";
        xml + "</cp:coreProperties>"
    }

    pub(super) fn app_xml(&self) -> String {
        let mut xml = String::from(
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">",
        );
        // The schema has an order; the sort follows it for the names used here.
        let mut values: Vec<_> = self.app.iter().collect();
        values.sort_by_key(|(name, _)| ["Manager", "Company", "Pages"].iter().position(|n| n == name));
        for (name, value) in values {
            xml += &format!("<{name}>{}</{name}>", escaped(value));
        }
        xml + "</Properties>"
    }

    pub(super) fn custom_xml(&self) -> Option<String> {
        if self.custom.is_empty() {
            return None;
        }
        let mut xml = String::from(
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
             xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">",
        );
        for (index, (name, value)) in self.custom.iter().enumerate() {
            xml += &format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" name=\"{}\"><vt:lpwstr>{}</vt:lpwstr></property>",
                index + 2,
                escaped(name),
                escaped(value)
            );
        }
        Some(xml + "</Properties>")
    }
}
