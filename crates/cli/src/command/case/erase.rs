use super::opening::{System, clock, in_case};
use super::search::keep_up;
use crate::arguments::case::Erase;
use crate::arguments::custody::Hold;
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case;

/// `probata erase`.
pub(crate) fn erase(screen: &Screen, erase: &Erase) -> Result<u8, CommandError> {
    in_case(&erase.within, true, |case, folder| {
        let keep = erase.keep_container;
        let erased = case::erase(case, &erase.exhibit, &erase.reason, keep, clock(), &mut System)?;
        keep_up(case, folder)?;
        let was_file = erased.names.iter().any(|name| name.starts_with("E-") || name.starts_with("L-"));
        let outside = match was_file {
            true => {
                " Your own files outside of the case stay where they are, and \"probata add\" would bring them back."
            }
            false => "",
        };
        screen.say(&format!(
            "Erased here: {}. Backups, copies and other members' laptops keep it until it is erased there.{outside}\n",
            erased.names.join(", ")
        ))?;
        if !erased.left.is_empty() {
            screen.say("Still here, and to be erased by itself if it has to go:\n")?;
        }
        for (name, why) in &erased.left {
            screen.say(&format!("  {name}: {why}\n"))?;
        }
        Ok(0)
    })
}

/// `probata hold`.
pub(crate) fn hold(screen: &Screen, hold: &Hold) -> Result<u8, CommandError> {
    in_case(&hold.within, true, |case, _| {
        case::set_hold(case, &hold.exhibit, !hold.lift, &hold.reason, clock(), &mut System)?;
        let said =
            if hold.lift { "may be erased again" } else { "is under a legal hold and cannot be erased" };
        screen.say(&format!("{} {said}.\n", hold.exhibit))?;
        Ok(0)
    })
}
