//! Days, as SEARCH compares them: without time and time zone (RFC 3501 §6.4.4).

use imap_codec::imap_types::datetime::NaiveDate;
use mail_parser::{DateTime, MessageParser};

use super::super::header::halves;
use crate::trace::Time;

/// Year, month and day.
pub(super) type Day = (i64, u32, u32);

/// The day that a client names.
pub(super) fn day(date: &NaiveDate) -> Day {
    let text = date.as_ref().to_string();
    let mut numbers = text.rsplitn(3, '-').map(|number| number.parse::<i64>().unwrap_or(0));
    let (day, month, year) = (numbers.next(), numbers.next(), numbers.next());
    let small = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    (year.unwrap_or(0), small(month), small(day))
}

/// The day on which a letter was filed.
pub(super) fn filed(time: Time) -> Day {
    of(&DateTime::from_timestamp(time.0))
}

/// The day that stands in its field `Date`.
pub(super) fn sent(source: &[u8]) -> Option<Day> {
    let message = MessageParser::new().parse_headers(halves(source).0)?;
    message.date().filter(|date| date.is_valid()).map(of)
}

fn of(date: &DateTime) -> Day {
    (i64::from(date.year), u32::from(date.month), u32::from(date.day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_compare() {
        let source = b"Date: Tue, 24 Nov 2026 23:30:00 -0800\r\n\r\n";
        assert_eq!(sent(source), Some((2026, 11, 24)));
        assert_eq!(sent(b"Date: yesterday\r\n\r\n"), None);
        assert_eq!(filed(Time(1_795_498_200)), (2026, 11, 24));
    }
}
