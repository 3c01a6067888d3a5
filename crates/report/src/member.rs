/// The name of a file's member that a relation's target means: relative to `folder` unless it begins with a slash. A target
/// that leads out of the file ends at its root.
///
/// ```
/// use probata_report::member_name;
/// assert_eq!(member_name("word", "comments.xml"), "word/comments.xml");
/// assert_eq!(member_name("word", "/word/./a.xml"), "word/a.xml");
/// assert_eq!(member_name("word", "..\\docProps\\core.xml"), "docProps/core.xml");
/// assert_eq!(member_name("", "../../x.xml"), "x.xml");
/// ```
pub fn member_name(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
