use super::CaseCommandError;
use super::opening::{System, clock, file, in_case, new_passphrase, text_of};
use crate::arguments::case::{IdentityOf, Members, MembersWhat};
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::Desk;
use probata_casework::case::{Case, CaseError, Cost, Identity, Member, MemberCard, Standing, card_of};

/// `probata members`.
pub(crate) fn members(screen: &Screen, members: &Members) -> Result<u8, CommandError> {
    in_case(&members.within, members.what.is_some(), |case, _| {
        let said = match &members.what {
            None => {
                screen.write(&listed(case))?;
                return Ok(0);
            }
            Some(MembersWhat::Add { card }) => {
                let text = text_of(card)?;
                let card = MemberCard::parse(&text)?;
                let vault = &mut case.vault;
                vault
                    .add_member(&card.name, &card.recipient, &card.verifier, clock(), &mut System)
                    .map_err(CaseError::from)?;
                format!("{} is a member now and reads everything that is in the case.\n", card.name)
            }
            Some(MembersWhat::Remove { name }) => {
                let member = named(case, name)?;
                case.vault.remove_member(member.id, clock(), &mut System).map_err(CaseError::from)?;
                let is_closed = case.vault.compartments().iter().any(|compartment| !compartment.is_open);
                let closed = if is_closed {
                    " A compartment that is closed to you gets its new key when one of its members next enters something in it, before that is sealed."
                } else {
                    ""
                };
                format!(
                    "{} is removed: nothing that is sealed from now on opens for them. What they copied before stays theirs.{closed}\n",
                    member.name
                )
            }
            Some(MembersWhat::Readmit { name }) => {
                let member = named_of(case, name, Standing::Removed)?;
                case.vault.readmit(member.id, clock(), &mut System).map_err(CaseError::from)?;
                format!("{} is a member again and reads everything that is in the case.\n", member.name)
            }
            Some(MembersWhat::Rotate) => {
                case.vault.rotate(clock(), &mut System).map_err(CaseError::from)?;
                "What is entered from now on is sealed with new keys.\n".to_owned()
            }
        };
        screen.say(&said)?;
        Ok(0)
    })
}

/// Said where members removed each other without knowing of it.
const NOBODY_LEFT: &str = "\nNobody is left: members removed each other without knowing of it, and both removals count.\nOne of them takes another back: probata members readmit NAME\n";

fn listed(case: &Case<'_>) -> String {
    let me = case.vault.me().map(|member| member.id);
    let line = |member: &Member| {
        let standing = match member.standing {
            Standing::Active if Some(member.id) == me => "member, you",
            Standing::Active if member.is_field => "records",
            Standing::Active => "member",
            Standing::Removed => "removed",
        };
        format!("{}  {:11}  {}\n", &member.id.to_string()[..8], standing, member.name)
    };
    let listed: String = case.vault.members().iter().map(line).collect();
    let is_left = case.vault.members().iter().any(|member| member.standing == Standing::Active);
    listed + if is_left { "" } else { NOBODY_LEFT }
}

/// The one active member of this name or number.
pub(super) fn named(case: &Case<'_>, name: &str) -> Result<Member, CommandError> {
    named_of(case, name, Standing::Active)
}

/// The one member of this name or number who belongs to the case, or does not any more.
fn named_of(case: &Case<'_>, name: &str, standing: Standing) -> Result<Member, CommandError> {
    let active = case.vault.members().iter().filter(|member| member.standing == standing);
    let fits =
        |member: &&Member| member.name == name || name.len() >= 8 && member.id.to_string().starts_with(name);
    let found: Vec<&Member> = active.filter(fits).collect();
    match found[..] {
        [member] => Ok(member.clone()),
        [] => Err(CaseCommandError::NoSuchMember(name.to_owned()).into()),
        _ => Err(CaseCommandError::SeveralMembers(name.to_owned()).into()),
    }
}

/// `probata identity`.
pub(crate) fn identity(desk: &Machine, screen: &Screen, of: &IdentityOf) -> Result<u8, CommandError> {
    let mut random = System;
    let passphrase = new_passphrase(of.passphrase_file.as_deref())?;
    let identity = Identity::new(&mut random);
    let card = card_of(&identity, &of.name).to_string();
    let sealed = identity.seal(&passphrase, Cost::USUAL, &mut random);
    desk.create(&of.file, &sealed).map_err(|source| file(&of.file, source))?;
    desk.create(&of.card, format!("{card}\n").as_bytes()).map_err(|source| file(&of.card, source))?;
    screen.say(&format!(
        "Made your identity {} and its card {}.\nKeep the identity; hand over the card, in a way that nobody can put another in its place.\n",
        of.file.display(),
        of.card.display()
    ))?;
    Ok(0)
}
