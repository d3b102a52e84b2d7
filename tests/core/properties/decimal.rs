//! A model of decimal numbers of any size, by arithmetic on their digits.

use proptest::prelude::*;
use proptest::sample::select;

/// `digits` times ten to the power of `exponent`. Equal numbers are equal here, however they are
/// spelled: the digits neither begin nor end with zero, and there are none in zero.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Reads a number that is spelled right.
    pub fn read(text: &str) -> Self {
        let unsigned = text.trim_start_matches(['+', '-']);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{integer}{fraction}");
        let digits = all.trim_end_matches('0');
        let zeros = all.len() - digits.len();
        let exponent: i64 = exponent.parse().unwrap();
        let digits = digits.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Self { negative: false, digits, exponent: 0 };
        }
        let exponent = exponent - fraction.len() as i64 + zeros as i64;
        Self { negative: text.starts_with('-'), digits, exponent }
    }

    /// The integer that is left when the fraction is cut off, as JSON.
    pub fn truncated(&self) -> String {
        let zeros = usize::try_from(self.exponent).unwrap_or(0);
        let cut = usize::try_from(-self.exponent).unwrap_or(0);
        let kept = self.digits.len().saturating_sub(cut);
        if kept == 0 {
            return "0".to_owned();
        }
        let sign = if self.negative { "-" } else { "" };
        let (kept, _) = self.digits.split_at(kept);
        format!("{sign}{kept}{}", "0".repeat(zeros))
    }

    /// Whether DynamoDB stores numbers of this size: 1E-130 to 9.99…E+125, and zero.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
    pub fn is_in_range(&self) -> bool {
        let leading = self.digits.len() as i64 + self.exponent - 1;
        self.digits.is_empty() || (-130..=125).contains(&leading)
    }
}

/// A number, spelled in any way that there is, and often one of the smallest or largest.
pub fn decimal_text() -> impl Strategy<Value = String> {
    let length = || prop_oneof![1..2_usize, 1..45_usize];
    let integer = length().prop_flat_map(digits);
    let fraction = length().prop_flat_map(digits).prop_map(|digits| format!(".{digits}"));
    let exponent = prop_oneof![0..170_u32, 123..133_u32];
    let exponent = (select(vec!["e", "E", "e+", "E-"]), exponent)
        .prop_map(|(mark, exponent)| format!("{mark}{exponent}"));
    let none = || Just(String::new());
    let mantissa = prop_oneof![
        2 => integer.clone(),
        1 => (integer.clone(), fraction.clone()).prop_map(|(integer, fraction)| integer + &fraction),
        1 => fraction,
        1 => integer.prop_map(|integer| integer + "."),
    ];
    (sign(), mantissa, prop_oneof![none().boxed(), exponent.boxed()])
        .prop_map(|(sign, mantissa, exponent)| format!("{sign}{mantissa}{exponent}"))
}

pub fn sign() -> impl Strategy<Value = &'static str> {
    select(vec!["", "-", "+"])
}

/// This many digits, many of them zero.
pub fn digits(length: usize) -> impl Strategy<Value = String> {
    let digit = prop_oneof![2 => Just('0'), 3 => proptest::char::range('0', '9')];
    proptest::collection::vec(digit, length).prop_map(String::from_iter)
}
