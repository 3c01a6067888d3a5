//! Days as spreadsheets count them, and what months and weekdays are called.

/// From when days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Era {
    /// Day 1 is 1 January 1900, and 1900 is taken for a leap year: day 60 is a 29 February that never was.
    #[default]
    Since1900,
    /// Day 0 is 1 January 1904.
    Since1904,
}

/// The last day that spreadsheets have, 31 December 9999.
const LAST: i64 = 2_958_465;
/// 1 January 1970 on the scale that begins in 1900.
const UNIX: i64 = 25_569;

/// A day with its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: u64,
    pub month: u64,
    pub day: u64,
    /// From 0, Monday.
    pub weekday: u64,
    pub hour: u64,
    pub minute: u64,
    pub second: u64,
    /// Parts of a second, in as many digits as were asked for.
    pub fraction: u64,
    /// Seconds since day 0.
    pub elapsed: u64,
}

impl Moment {
    /// The moment of a count of days, its seconds rounded to so many places; none outside the calendar.
    pub fn of(serial: f64, era: Era, places: usize) -> Option<Self> {
        if !serial.is_finite() || serial < 0.0 || serial > LAST as f64 + 1.0 {
            return None;
        }
        let scale = 10u64.pow(places.min(9) as u32);
        let units = (serial * 86_400.0 * scale as f64).round() as u64;
        let (elapsed, fraction) = (units / scale, units % scale);
        let shift = if era == Era::Since1904 { 1_462 } else { 0 };
        let count = i64::try_from(elapsed / 86_400).ok()?;
        let number = count + shift;
        if number > LAST {
            return None;
        }
        let is_leap = era == Era::Since1900 && count == 60;
        let is_early = era == Era::Since1900 && count < 60;
        let (year, month, day) = match count {
            60 if is_leap => (1900, 2, 29),
            // Day 0 is shown as a day before the first of January.
            0 if is_early => (1900, 1, 0),
            _ => civil(number - UNIX + i64::from(is_early)),
        };
        let seconds = elapsed % 86_400;
        Some(Self {
            year,
            month,
            day,
            weekday: u64::try_from((number + 5).rem_euclid(7)).ok()?,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            fraction,
            elapsed,
        })
    }

    /// `2024-03-04`, with the time if there is one.
    pub fn iso(&self) -> String {
        let Self { year, month, day, hour, minute, second, .. } = self;
        let date = format!("{year:04}-{month:02}-{day:02}");
        match (hour, minute, second) {
            (0, 0, 0) => date,
            (_, _, 0) => format!("{date} {hour:02}:{minute:02}"),
            _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
        }
    }
}

/// Year, month and day so many days after 1 January 1970. Years are counted from March, so that the leap day is the last.
fn civil(days: i64) -> (u64, u64, u64) {
    const CYCLE: i64 = 146_097;
    let days = days + 719_468;
    let (cycle, of_cycle) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = cycle * 400 + year + i64::from(month <= 2);
    (year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
}

/// Names of months and weekdays of a language: primary number of Windows' language codes, months, months behind a day where they
/// differ, weekdays from Monday.
struct Names(u32, [&'static str; 12], Option<[&'static str; 12]>, [&'static str; 7]);

const NAMES: [Names; 5] = [
    Names(
        0x09,
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        None,
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ),
    Names(
        0x19,
        [
            "Январь",
            "Февраль",
            "Март",
            "Апрель",
            "Май",
            "Июнь",
            "Июль",
            "Август",
            "Сентябрь",
            "Октябрь",
            "Ноябрь",
            "Декабрь",
        ],
        Some([
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ]),
        ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    ),
    Names(
        0x0C,
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        None,
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ),
    Names(
        0x0A,
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        None,
        ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ),
    Names(
        0x07,
        [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        None,
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    ),
];

fn names(locale: u32) -> Option<&'static Names> {
    let primary = if locale == 0 { 0x09 } else { locale & 0x3FF };
    NAMES.iter().find(|names| names.0 == primary)
}

/// The name of a month, from 1; none in a language that is not known here.
pub(super) fn month_name(locale: u32, month: u64, behind_day: bool) -> Option<&'static str> {
    let names = names(locale)?;
    let list = names.2.as_ref().filter(|_| behind_day).unwrap_or(&names.1);
    list.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

/// The name of a weekday, from 0.
pub(super) fn weekday_name(locale: u32, weekday: u64) -> Option<&'static str> {
    names(locale)?.3.get(usize::try_from(weekday).ok()?).copied()
}
