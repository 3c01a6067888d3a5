//! Styles, lists and settings of every document made here.

const ROOT: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// `(id, name, based on, paragraph properties, run properties)`.
const PARAGRAPHS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Title",
        "Title",
        "Normal",
        r#"<w:spacing w:before="2400" w:after="240"/><w:jc w:val="left"/>"#,
        r#"<w:b/><w:sz w:val="56"/>"#,
    ),
    (
        "Subtitle",
        "Subtitle",
        "Normal",
        r#"<w:spacing w:after="360"/><w:jc w:val="left"/>"#,
        r#"<w:color w:val="555555"/><w:sz w:val="30"/>"#,
    ),
    (
        "Heading1",
        "heading 1",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="480" w:after="180"/><w:jc w:val="left"/><w:outlineLvl w:val="0"/>"#,
        r#"<w:b/><w:sz w:val="34"/>"#,
    ),
    (
        "Heading2",
        "heading 2",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="320" w:after="120"/><w:jc w:val="left"/><w:outlineLvl w:val="1"/>"#,
        r#"<w:b/><w:sz w:val="27"/>"#,
    ),
    (
        "Heading3",
        "heading 3",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:jc w:val="left"/><w:outlineLvl w:val="2"/>"#,
        r#"<w:b/><w:i/><w:sz w:val="23"/>"#,
    ),
    ("Quote", "Quote", "Normal", r#"<w:ind w:left="720" w:right="720"/>"#, ""),
    (
        "Caption",
        "caption",
        "Normal",
        r#"<w:spacing w:before="60" w:after="200"/><w:jc w:val="left"/>"#,
        r#"<w:b/><w:sz w:val="19"/>"#,
    ),
    (
        "Box",
        "Box",
        "Normal",
        r#"<w:spacing w:after="100" w:line="259" w:lineRule="auto"/><w:jc w:val="left"/>"#,
        r#"<w:sz w:val="20"/>"#,
    ),
    (
        "BoxText",
        "Box Text",
        "Normal",
        r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="8A8578"/><w:left w:val="single" w:sz="6" w:space="6" w:color="8A8578"/><w:bottom w:val="single" w:sz="6" w:space="6" w:color="8A8578"/><w:right w:val="single" w:sz="6" w:space="6" w:color="8A8578"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F3F1EC"/><w:spacing w:after="100" w:line="259" w:lineRule="auto"/><w:ind w:left="170" w:right="170"/><w:jc w:val="left"/>"#,
        r#"<w:sz w:val="20"/>"#,
    ),
    (
        "Placeholder",
        "Placeholder",
        "Normal",
        r#"<w:keepNext/><w:shd w:val="clear" w:color="auto" w:fill="E9E7E1"/><w:spacing w:before="240" w:after="0" w:line="2400" w:lineRule="exact"/><w:jc w:val="center"/>"#,
        r#"<w:color w:val="555555"/>"#,
    ),
    (
        "TableText",
        "Table Text",
        "Normal",
        r#"<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>"#,
        r#"<w:sz w:val="19"/>"#,
    ),
    ("ListParagraph", "List Paragraph", "Normal", r#"<w:ind w:left="720"/>"#, ""),
    (
        "ListBullet",
        "List Bullet",
        "Normal",
        r#"<w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/>"#,
        "",
    ),
    (
        "ListNumber",
        "List Number",
        "Normal",
        r#"<w:numPr><w:numId w:val="10"/></w:numPr><w:contextualSpacing/>"#,
        "",
    ),
    (
        "TOCHeading",
        "TOC Heading",
        "Normal",
        r#"<w:spacing w:before="480" w:after="180"/>"#,
        r#"<w:b/><w:sz w:val="34"/>"#,
    ),
    (
        "TOC1",
        "toc 1",
        "Normal",
        r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs><w:spacing w:after="60"/>"#,
        "",
    ),
    (
        "TOC2",
        "toc 2",
        "Normal",
        r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="240"/>"#,
        "",
    ),
    (
        "TOC3",
        "toc 3",
        "Normal",
        r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="480"/>"#,
        "",
    ),
    (
        "Header",
        "header",
        "Normal",
        r#"<w:spacing w:after="0"/>"#,
        r#"<w:color w:val="555555"/><w:sz w:val="18"/>"#,
    ),
    (
        "Footer",
        "footer",
        "Normal",
        r#"<w:spacing w:after="0"/><w:jc w:val="center"/>"#,
        r#"<w:color w:val="555555"/><w:sz w:val="18"/>"#,
    ),
    (
        "FootnoteText",
        "footnote text",
        "Normal",
        r#"<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="18"/>"#,
    ),
    (
        "EndnoteText",
        "endnote text",
        "Normal",
        r#"<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="18"/>"#,
    ),
    ("CommentText", "annotation text", "Normal", r#"<w:spacing w:after="0"/>"#, r#"<w:sz w:val="20"/>"#),
];

const CHARACTERS: &[(&str, &str, &str)] = &[
    ("FootnoteReference", "footnote reference", r#"<w:vertAlign w:val="superscript"/>"#),
    ("EndnoteReference", "endnote reference", r#"<w:vertAlign w:val="superscript"/>"#),
    ("CommentReference", "annotation reference", r#"<w:sz w:val="16"/>"#),
    ("Hyperlink", "Hyperlink", r#"<w:color w:val="1F4E9E"/><w:u w:val="single"/>"#),
];

/// `word/styles.xml`.
pub(super) fn styles() -> String {
    let mut xml = format!(
        "<w:styles {ROOT}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" \
         w:cs=\"Georgia\" w:eastAsia=\"Georgia\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"288\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
    );
    for (id, name, based, paragraph, run) in PARAGRAPHS {
        xml += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based}\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    for (id, name, run) in CHARACTERS {
        xml += &format!(
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    xml + "</w:styles>"
}

/// `word/numbering.xml`: 1 bullets, 2 numbered headings, 10 to `last` numbered lists.
pub(super) fn numbering(last: u32) -> String {
    let mut xml = format!("<w:numbering {ROOT}>");
    let kinds: [&[(&str, &str)]; 3] = [
        &[("bullet", "\u{2022}"), ("bullet", "\u{2013}"), ("bullet", "\u{2022}")],
        &[("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")],
        &[("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3.")],
    ];
    for (id, levels) in kinds.iter().enumerate() {
        xml += &format!("<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>");
        for (level, (format, text)) in levels.iter().enumerate() {
            let left = 425 * (level + 1);
            xml += &format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"425\"/></w:pPr></w:lvl>"
            );
        }
        xml += "</w:abstractNum>";
    }
    for (id, kind) in [(1, 0), (2, 1)] {
        xml += &format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/></w:num>");
    }
    for id in 10..=last.max(10) {
        xml += &format!(
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"2\"/>\
             <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        );
    }
    xml + "</w:numbering>"
}

/// `word/settings.xml`.
pub(super) fn settings() -> String {
    format!(
        "<w:settings {ROOT}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:endnotePr><w:endnote w:id=\"-1\"/><w:endnote w:id=\"0\"/></w:endnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         </w:settings>"
    )
}
