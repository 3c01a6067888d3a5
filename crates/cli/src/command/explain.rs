use super::CommandError;
use crate::arguments::Explain;
use crate::screen::Screen;
use probata_casework::{rule, rules};
use probata_workpaper::{explanation, nearest, topic, topics};

/// `probata explain`.
pub(super) fn run(screen: &Screen, explain: &Explain) -> Result<u8, CommandError> {
    let name = explain.name.as_str();
    let Some(text) = rule(name).map(|rule| rule.explanation).or_else(|| topic(name)) else {
        let names = rules().iter().map(|rule| rule.name).chain(topics());
        let near = nearest(name, names).into_iter().map(str::to_owned).collect();
        let hint = "(\"probata rules\" lists the rules; other topics are in \"probata explain --help\")";
        return Err(CommandError::Unknown { what: "rule or topic", name: name.to_owned(), near, hint });
    };
    screen.write(&explanation(text, &screen.look(true, true)))?;
    Ok(0)
}
