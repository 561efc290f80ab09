//! How well duplicates are found: generated people, a model of the errors that clerks make, and the truth beside it.
//!
//! Nothing here is shared with the matcher: names, short forms and errors are its own. `docs/IMPORT.md` describes the model.
#![expect(clippy::unwrap_used, reason = "a test, whose figures are to be seen")]

use std::collections::{HashMap, HashSet};

use intake::cabinet::Cabinet;
use intake::record::{Of, Record};

const FIRST_F: [&str; 43] = [
    "Mary",
    "Patricia",
    "Jennifer",
    "Linda",
    "Elizabeth",
    "Barbara",
    "Susan",
    "Jessica",
    "Karen",
    "Sarah",
    "Lisa",
    "Nancy",
    "Sandra",
    "Betty",
    "Ashley",
    "Emily",
    "Kimberly",
    "Margaret",
    "Donna",
    "Michelle",
    "Carol",
    "Amanda",
    "Melissa",
    "Deborah",
    "Stephanie",
    "Rebecca",
    "Sharon",
    "Laura",
    "Cynthia",
    "Guadalupe",
    "Yolanda",
    "Rosario",
    "Xiomara",
    "Priya",
    "Nguyet",
    "Fatima",
    "Aaliyah",
    "Latoya",
    "Svetlana",
    "Ingrid",
    "Maria",
    "Anna",
    "Hannah",
];
const FIRST_M: [&str; 43] = [
    "James",
    "Robert",
    "John",
    "Michael",
    "David",
    "William",
    "Richard",
    "Joseph",
    "Thomas",
    "Christopher",
    "Charles",
    "Daniel",
    "Matthew",
    "Anthony",
    "Mark",
    "Donald",
    "Steven",
    "Andrew",
    "Paul",
    "Joshua",
    "Kenneth",
    "Kevin",
    "Brian",
    "George",
    "Timothy",
    "Ronald",
    "Jason",
    "Edward",
    "Jeffrey",
    "Ryan",
    "Hector",
    "Alejandro",
    "Rajesh",
    "Dmitri",
    "Kwame",
    "Hiroshi",
    "Mohammed",
    "Tyrone",
    "Lars",
    "Giuseppe",
    "Mario",
    "Jayden",
    "Hayden",
];
const LAST: [&str; 60] = [
    "Smith",
    "Johnson",
    "Williams",
    "Brown",
    "Jones",
    "Garcia",
    "Miller",
    "Davis",
    "Rodriguez",
    "Martinez",
    "Hernandez",
    "Lopez",
    "Gonzalez",
    "Wilson",
    "Anderson",
    "Thomas",
    "Taylor",
    "Moore",
    "Jackson",
    "Martin",
    "Lee",
    "Perez",
    "Thompson",
    "White",
    "Harris",
    "Sanchez",
    "Clark",
    "Ramirez",
    "Lewis",
    "Robinson",
    "Walker",
    "Young",
    "Allen",
    "King",
    "Wright",
    "Scott",
    "Torres",
    "Nguyen",
    "Hill",
    "Flores",
    "Green",
    "Adams",
    "Nelson",
    "Baker",
    "Hall",
    "Rivera",
    "Campbell",
    "Mitchell",
    "Carter",
    "Roberts",
    "O'Brien",
    "De La Cruz",
    "Kowalski",
    "Papadopoulos",
    "Okafor",
    "Yamamoto",
    "Schwarzenberg",
    "Villanueva",
    "Featherstone",
    "Abdullahi",
];
/// Names of two words; those with the same first one are what parents give to twins.
const DOUBLE_F: [&str; 6] = ["María José", "María Elena", "María Luisa", "Ana María", "Ana Lucía", "Mary Ann"];
const DOUBLE_M: [&str; 6] = ["José Luis", "José Antonio", "José Manuel", "Juan Carlos", "Juan Pablo", "Luis Miguel"];
const SHORT: [(&str, &str); 14] = [
    ("Robert", "Bob"),
    ("William", "Bill"),
    ("Richard", "Rick"),
    ("James", "Jim"),
    ("Michael", "Mike"),
    ("Elizabeth", "Liz"),
    ("Margaret", "Peggy"),
    ("Jennifer", "Jen"),
    ("Patricia", "Pat"),
    ("Christopher", "Chris"),
    ("Daniel", "Dan"),
    ("Susan", "Sue"),
    ("Joseph", "Joe"),
    ("Deborah", "Debbie"),
];
const STREETS: [&str; 8] = ["Elm St", "Oak Ave", "Main St", "2nd Street", "Maple Dr", "Washington Blvd", "Lake Rd", "Church Ln"];

/// Numbers that are the same in every run (a linear congruential generator after Knuth).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        // Common names are common: the square makes the first ones likelier.
        let (a, b) = (self.below(of.len()), self.below(of.len()));
        of[a.min(b)]
    }

    fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }
}

#[derive(Clone, Debug)]
struct Person {
    first: String,
    middle: String,
    last: String,
    suffix: &'static str,
    born: String,
    sex: &'static str,
    phone: String,
    email: String,
    address: String,
    zip: String,
    ssn: String,
}

fn person(dice: &mut Dice) -> Person {
    let female = dice.percent(50);
    let double = dice.percent(6);
    let first = match (double, female) {
        (true, true) => dice.one(&DOUBLE_F),
        (true, false) => dice.one(&DOUBLE_M),
        (false, true) => dice.one(&FIRST_F),
        (false, false) => dice.one(&FIRST_M),
    };
    let first = first.to_owned();
    let last = if dice.percent(6) { format!("{}-{}", dice.one(&LAST), dice.one(&LAST)) } else { dice.one(&LAST).to_owned() };
    let born = format!("{:04}-{:02}-{:02}", 1930 + dice.below(95), 1 + dice.below(12), 1 + dice.below(28));
    let n = dice.below(1_000_000);
    Person {
        email: if dice.percent(50) { format!("{}{n}@example.com", first.to_lowercase().replace(' ', ".")) } else { String::new() },
        middle: if !double && dice.percent(50) {
            char::from(b'A' + u8::try_from(dice.below(26)).unwrap()).to_string()
        } else {
            String::new()
        },
        suffix: "",
        sex: if female { "F" } else { "M" },
        phone: if dice.percent(92) { format!("207{:07}", dice.below(9_999_999)) } else { String::new() },
        address: format!("{} {}", 1 + dice.below(9_999), dice.one(&STREETS)),
        zip: format!("04{:03}", dice.below(60)),
        ssn: if dice.percent(40) { format!("{:09}", 100_000_000 + dice.below(500_000_000)) } else { String::new() },
        first,
        last,
        born,
    }
}

/// A slip of the keys: a letter too many, too few, another, or two in the wrong order. The first letter is mostly right.
fn slip(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let at = if dice.percent(5) { 0 } else { 1 + dice.below(letters.len() - 1) };
    let letter = char::from(b'a' + u8::try_from(dice.below(26)).unwrap());
    match dice.below(4) {
        0 => letters.insert(at, letter),
        1 => drop(letters.remove(at)),
        2 => letters[at] = letter,
        _ => letters.swap(at.max(1) - 1, at.max(1)),
    }
    letters.into_iter().collect()
}

/// What is another at a second visit, or left out.
fn wear(dice: &mut Dice, is: &mut Person) {
    if dice.percent(30) {
        is.phone = format!("207{:07}", dice.below(9_999_999));
    }
    if dice.percent(30) {
        is.email = String::new();
    }
    if dice.percent(25) {
        is.address = format!("{} {}", 1 + dice.below(9_999), dice.one(&STREETS));
        is.zip = format!("04{:03}", dice.below(60));
    }
    if dice.percent(70) {
        is.ssn = String::new();
    }
    if dice.percent(40) {
        is.middle = String::new();
    }
}

/// What happens to a second record of somebody. The name of the error.
fn spoil(dice: &mut Dice, is: &mut Person) -> &'static str {
    wear(dice, is);
    match dice.below(100) {
        0..=34 => "as it was",
        35..=44 => {
            is.last = is.last.to_uppercase();
            is.first = is.first.to_uppercase();
            "capitals"
        }
        45..=58 => {
            is.last = slip(dice, &is.last);
            "slip in the family name"
        }
        59..=68 => {
            is.first = slip(dice, &is.first);
            "slip in the given name"
        }
        69..=77 => {
            if let Some((short, _)) = is.first.split_once(' ') {
                is.first = short.to_owned();
                return "first of two names";
            }
            if let Some((_, short)) = SHORT.iter().find(|(long, _)| *long == is.first) {
                is.first = (*short).to_owned();
                return "short form";
            }
            is.first = is.first.chars().take(1).collect();
            "initial"
        }
        78..=82 => {
            std::mem::swap(&mut is.first, &mut is.last);
            "names swapped"
        }
        83..=87 => {
            let (year, rest) = is.born.split_once('-').unwrap();
            let (month, day) = rest.split_once('-').unwrap();
            if day.parse::<u8>().unwrap() <= 12 {
                is.born = format!("{year}-{day}-{month}");
            }
            "day and month swapped"
        }
        88..=91 => {
            let at = [3, 9][dice.below(2)];
            let digit = char::from(b'0' + u8::try_from(dice.below(9)).unwrap() + u8::from(at == 9));
            let mut letters: Vec<char> = is.born.chars().collect();
            letters[at] = digit;
            is.born = letters.into_iter().collect();
            "a digit of the birth date"
        }
        92..=95 => {
            is.born = String::new();
            "no birth date"
        }
        _ if is.sex == "F" => {
            is.last = dice.one(&LAST).to_owned();
            "married"
        }
        _ => "as it was",
    }
}

fn record(is: &Person) -> Record {
    Record::new(Of {
        first: &is.first,
        middle: &is.middle,
        last: &is.last,
        suffix: is.suffix,
        born: &is.born,
        sex: is.sex,
        phones: [&is.phone, "", ""],
        email: &is.email,
        address: &is.address,
        zip: &is.zip,
        ssn: &is.ssn,
    })
}

type Pair = (usize, usize);

/// Twins, of whatever sex: everything is shared but the given name, the middle name and the number. Whoever has a name of two words has a twin with the same
/// first one: María José and María Elena.
fn twin_of(dice: &mut Dice, is: &Person) -> Person {
    let twin = |first: &str, sex| Person {
        first: first.to_owned(),
        middle: String::new(),
        sex,
        ssn: String::new(),
        email: String::new(),
        ..is.clone()
    };
    if let Some((first, _)) = is.first.split_once(' ') {
        let same = |name: &&&str| name.split(' ').next() == Some(first) && **name != is.first;
        let others: Vec<&str> = DOUBLE_F.iter().chain(&DOUBLE_M).filter(same).copied().collect();
        if !others.is_empty() {
            return twin(others[dice.below(others.len())], is.sex);
        }
    }
    let female = dice.percent(50);
    // Nobody calls twins by the long and the short form of one name.
    let short = |a: &str, b: &str| SHORT.contains(&(a, b)) || (a, b) == ("Elizabeth", "Betty");
    loop {
        let first = dice.one(if female { &FIRST_F } else { &FIRST_M });
        if first != is.first && !short(first, &is.first) && !short(&is.first, first) {
            return twin(first, if female { "F" } else { "M" });
        }
    }
}

/// People, which of them are second records and by what error, and which are twins.
fn people() -> (Vec<Person>, HashMap<Pair, &'static str>, HashSet<Pair>) {
    let mut dice = Dice(20_261_127);
    let mut people: Vec<Person> = Vec::new();
    let mut truth: HashMap<Pair, &'static str> = HashMap::new();
    let mut twins: HashSet<Pair> = HashSet::new();
    let mut second = Vec::new();
    for _ in 0..20_000 {
        let is = person(&mut dice);
        let at = people.len();
        if dice.percent(2) {
            let twin = twin_of(&mut dice, &is);
            people.push(is.clone());
            people.push(twin);
            twins.insert((at, at + 1));
        } else if dice.percent(2) && is.sex == "M" {
            // A father and his son.
            people.push(Person { suffix: "Sr", ..is.clone() });
            people.push(Person {
                suffix: "Jr",
                born: format!("{}-03-05", 1990 + dice.below(20)),
                ssn: String::new(),
                ..is.clone()
            });
        } else {
            people.push(is.clone());
        }
        if dice.percent(15) {
            second.push(at);
        }
    }
    for at in second {
        let mut again = people[at].clone();
        let error = spoil(&mut dice, &mut again);
        truth.insert((at, people.len()), error);
        people.push(again);
    }
    (people, truth, twins)
}

#[test]
fn duplicates_are_found_and_twins_are_left_alone() {
    let (people, truth, twins) = people();
    let mut cabinet = Cabinet::default();
    for person in &people {
        cabinet.put(&record(person));
    }
    let found: HashSet<(usize, usize)> =
        cabinet.pairs(0).into_iter().map(|pair| (pair.earlier as usize, pair.later as usize)).collect();
    let right = found.iter().filter(|pair| truth.contains_key(pair)).count();
    let (precision, recall) = (right * 10_000 / found.len(), right * 10_000 / truth.len());
    println!(
        "{} records, {} second ones, {} pairs found: precision {precision}, recall {recall} of ten thousand",
        people.len(),
        truth.len(),
        found.len()
    );
    let mut by_error: HashMap<&str, (usize, usize)> = HashMap::new();
    for (pair, error) in &truth {
        let (n, hit) = by_error.entry(error).or_default();
        *n += 1;
        *hit += usize::from(found.contains(pair));
    }
    let mut by_error: Vec<_> = by_error.into_iter().collect();
    by_error.sort_unstable();
    for (error, (n, hit)) in by_error {
        println!("  {error}: {hit} of {n}");
    }
    for (a, b) in found.iter().filter(|pair| !truth.contains_key(pair)).take(8) {
        println!("  wrongly: {:?}\n           {:?}", people[*a], people[*b]);
    }
    let wrong_twins = twins.iter().filter(|pair| found.contains(pair)).count();
    let first = |at: usize| people[at].first.split(' ').next().unwrap_or_default();
    let shared = twins.iter().filter(|(a, b)| first(*a) == first(*b)).count();
    println!("  twins: {} pairs, of them {shared} with the same first of two names, {wrong_twins} taken for one", twins.len());
    assert!(shared > 10);
    assert_eq!(wrong_twins, 0);
    assert!(precision >= 9_800 && recall >= 9_500, "precision {precision}, recall {recall}");
}
