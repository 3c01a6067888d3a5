use super::members::named;
use super::opening::{System, clock, in_case};
use crate::arguments::case::{CompartmentWhat, Compartments};
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case::{Case, CaseError, Compartment};
use probata_workpaper::{CompartmentName, CompartmentRow, compartment_table};

/// `probata compartment`.
pub(crate) fn compartment(screen: &Screen, compartments: &Compartments) -> Result<u8, CommandError> {
    in_case(&compartments.within, compartments.what.is_some(), |case, _| {
        match &compartments.what {
            None => screen.write(&listed(case, screen))?,
            Some(what) => screen.say(&changed(case, what)?)?,
        }
        Ok(0)
    })
}

fn changed(case: &mut Case<'_>, what: &CompartmentWhat) -> Result<String, CommandError> {
    let (clock, mut random) = (clock(), System);
    match what {
        CompartmentWhat::New { name, member, privileged } => {
            if case.compartment(name).is_ok() || name.parse::<u32>().is_ok() {
                return Err(CaseError::CompartmentName(name.clone()).into());
            }
            let others = member.iter().map(|name| Ok(named(case, name)?.id));
            let others = others.collect::<Result<Vec<_>, CommandError>>()?;
            let begun = case.vault.begin_compartment(name, &others, *privileged, clock, &mut random);
            let id = begun.map_err(CaseError::from)?;
            Ok(begun_words(case, case.vault.compartment(id)))
        }
        CompartmentWhat::Add { name, member } => {
            let (id, member) = (case.compartment(name)?.id, named(case, member)?);
            let added = case.vault.add_to_compartment(id, member.id, clock, &mut random);
            added.map_err(CaseError::from)?;
            Ok(format!("{} belongs to {name} now and reads everything that is in it.\n", member.name))
        }
        CompartmentWhat::Remove { name, member } => {
            let (id, member) = (case.compartment(name)?.id, named(case, member)?);
            let removed = case.vault.remove_from_compartment(id, member.id, clock, &mut random);
            removed.map_err(CaseError::from)?;
            Ok(format!(
                "{} does not belong to {name} any more: nothing that is sealed in it from now on opens for them. What they copied before stays theirs.\n",
                member.name
            ))
        }
    }
}

fn begun_words(case: &Case<'_>, begun: Option<&Compartment>) -> String {
    let Some(begun) = begun else { return String::new() };
    let name = begun.name.as_deref().unwrap_or_default();
    let privileged = if begun.is_privileged {
        " Its entries stand in a log of its own, and are shown and written out with --privileged only."
    } else {
        ""
    };
    format!(
        "Began compartment {}, {name}, for {}. Other members see that it is there, and nothing of what is in it.{privileged}\n\nNext: probata add FILE --compartment {}\n",
        begun.number,
        names(case, begun).join(", "),
        if name.contains(' ') { begun.number.to_string() } else { name.to_owned() },
    )
}

fn names<'c>(case: &'c Case<'_>, compartment: &Compartment) -> Vec<&'c str> {
    let members = case.vault.members().iter().filter(|member| compartment.members.contains(&member.id));
    members.map(|member| member.name.as_str()).collect()
}

fn listed(case: &Case<'_>, screen: &Screen) -> String {
    let beside = case.vault.compartments().iter().filter(|compartment| compartment.number > 0);
    let rows: Vec<CompartmentRow> = beside
        .map(|compartment| CompartmentRow {
            compartment: compartment_name(compartment),
            is_privileged: compartment.is_privileged,
            members: names(case, compartment),
            exhibits: case.exhibits().iter().filter(|exhibit| exhibit.compartment == compartment.id).count(),
            is_open: compartment.is_open,
        })
        .collect();
    compartment_table(&rows, &screen.look(true, true))
}

pub(super) fn compartment_name(compartment: &Compartment) -> CompartmentName<'_> {
    CompartmentName { number: compartment.number, name: compartment.name.as_deref() }
}
