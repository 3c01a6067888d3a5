/// HTML being written.
///
/// Invariant: what is not `&'static str`, a number or listed in code passes [`Html::text`] or [`Html::attribute`], which
/// escape it; there is no other way in.
pub(super) struct Html {
    out: String,
}

impl Html {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes) }
    }

    /// Markup of this program.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    pub fn number(&mut self, number: usize) -> &mut Self {
        self.out.push_str(&number.to_string());
        self
    }

    /// A number as people read it.
    pub fn count(&mut self, number: usize) -> &mut Self {
        self.out.push_str(&crate::thousands(number));
        self
    }

    /// Text, between tags.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let Some(instead) = escaped(byte) else { continue };
            self.out.push_str(&text[from..at]);
            self.out.push_str(instead);
            from = at + 1;
        }
        self.out.push_str(&text[from..]);
        self
    }

    /// ` name="value"`, inside a tag.
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.text(value);
        self.out.push('"');
        self
    }

    /// ` href="#n12"`, inside a tag.
    pub fn link(&mut self, kind: &'static str, index: usize) -> &mut Self {
        self.raw(" href=\"#").raw(kind).number(index + 1).raw("\"")
    }

    /// ` id="n12"`, inside a tag.
    pub fn id(&mut self, kind: &'static str, index: usize) -> &mut Self {
        self.raw(" id=\"").raw(kind).number(index + 1).raw("\"")
    }

    pub fn finish(self) -> String {
        self.out
    }
}

/// What stands for a byte that means something in markup, or that must not occur in it.
fn escaped(byte: u8) -> Option<&'static str> {
    match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        b'\t' | b'\n' => None,
        b'\r' => Some(" "),
        0..0x20 | 0x7f => Some("\u{fffd}"),
        _ => None,
    }
}
