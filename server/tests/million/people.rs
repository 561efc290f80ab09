//! A file of made-up people, of which one in a hundred is there twice.

use std::fmt::Write as _;

const GIVEN: [&str; 48] = [
    "James",
    "Mary",
    "Robert",
    "Patricia",
    "John",
    "Jennifer",
    "Michael",
    "Linda",
    "David",
    "Elizabeth",
    "William",
    "Barbara",
    "Richard",
    "Susan",
    "Joseph",
    "Jessica",
    "Thomas",
    "Karen",
    "Daniel",
    "Nancy",
    "Luis",
    "Lisa",
    "Carlos",
    "Betty",
    "José",
    "Sandra",
    "Mark",
    "Ashley",
    "Steven",
    "Emily",
    "Andrew",
    "Kimberly",
    "Paul",
    "Margaret",
    "Joshua",
    "Donna",
    "Kenneth",
    "Michelle",
    "Kevin",
    "Carol",
    "Brian",
    "Amanda",
    "Minh",
    "Melissa",
    "Ahmed",
    "Deborah",
    "Edward",
    "Chidi",
];
const STEMS: [&str; 40] = [
    "Smi", "John", "Will", "Brow", "Gar", "Mill", "Dav", "Rodri", "Mart", "Hern", "Lop", "Gon", "Wils", "Ander", "Tho", "Tayl",
    "Moo", "Jack", "Lee", "Per", "Thomp", "Whi", "Harr", "Sanch", "Clar", "Ram", "Lew", "Rob", "Walk", "You", "All", "Kin", "Wrig",
    "Sco", "Torr", "Ngu", "Hil", "Flor", "Gree", "Ada",
];
const ENDINGS: [&str; 24] = [
    "th", "son", "iams", "n", "cia", "er", "is", "guez", "inez", "andez", "ez", "zales", "man", "sen", "mas", "or", "re", "kowski",
    "field", "ing", "ley", "berg", "ford", "yen",
];
const STREETS: [&str; 8] = ["Elm St", "Oak Ave", "2nd St", "Maple Dr", "Washington Blvd", "Lake Rd", "Hill Ct", "Pine Ln"];
const PAYERS: [&str; 6] = ["Aetna", "Medicare", "Blue Cross", "Cigna", "United Healthcare", ""];

/// Throws that are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % n
    }

    /// The first of a list more often than the last, as names are.
    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        let (a, b) = (self.below(of.len()), self.below(of.len()));
        of[a.min(b)]
    }
}

/// The file.
pub fn file(n: usize) -> String {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut text = "Chart Number,Last Name,First Name,Middle Name,DOB,Sex,Address,City,State,Zip Code,Home Phone,Cell Phone,Email,\
                    Primary Insurance,Primary Policy Number\n"
        .to_owned();
    text.reserve(n * 140);
    let mut before = String::new();
    for row in 1..=n {
        if row % 100 == 0 {
            // Once more, without number and address: likely the one before.
            let _ = writeln!(text, ",{before},,,,,,213-555-{:04},,,", dice.below(10_000));
            continue;
        }
        let (given, last) = (dice.one(&GIVEN), format!("{}{}", dice.one(&STEMS), dice.one(&ENDINGS)));
        let born = format!("{:02}/{:02}/{}", dice.below(12) + 1, dice.below(28) + 1, 1926 + dice.below(100));
        let middle = char::from(b'A' + u8::try_from(dice.below(26)).unwrap());
        before = format!("{last},{given},{middle},{born},{}", dice.one(&["F", "M"]));
        let _ = write!(
            text,
            "C{row:07},{before},{} {},Portland,ME,041{:02},",
            dice.below(900) + 1,
            dice.one(&STREETS),
            dice.below(20) + 1
        );
        let _ = write!(
            text,
            "207-{:03}-{:04},213-{:03}-{:04},",
            dice.below(700) + 200,
            dice.below(10_000),
            dice.below(700) + 200,
            dice.below(10_000)
        );
        let _ = writeln!(
            text,
            "{}.{}{row}@mail.example,{},W{:09}",
            given.to_lowercase(),
            last.to_lowercase(),
            dice.one(&PAYERS),
            dice.below(1_000_000_000)
        );
    }
    text
}
