//! From what people type to the articles that answer it: our own few rules over a few dozen articles, made once and kept in memory.
//!
//! Case, accents and apostrophes do not matter; the beginning of a word will do, and one slip in a word of five letters or more. Both languages
//! are looked through, whatever the page's is. A word counts more in a question or among an article's own words than in its text, and more
//! when few articles have it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::articles::ARTICLES;
use super::model::{Article, Piece, pieces};
use super::places::Numbers;
use crate::i18n::{Locale, Text};
use crate::near_usernames::model::one_apart;
use crate::users::fold::fold;

/// So much of what was typed is looked at, in characters.
const LONGEST: usize = 120;
/// And so many words of it.
const MOST_WORDS: usize = 12;
/// No more answers than one can look over.
const MOST_FOUND: usize = 8;
/// The fewest letters of a word that may have a slip in it.
const LETTERS_FOR_A_SLIP: usize = 5;
/// The fewest letters of a beginning.
const LETTERS_OF_A_BEGINNING: usize = 3;

/// Words that say nothing about a question. Folded.
const EMPTY_WORDS: &str = "a an and am are as at be but by can cant could did do does dont for from get had has have how i if im in is it its me my of \
     on or our please say says so some that the then there they this to us was we what when where which who why will with would you your \
     al algo como con cual cuando de del desde dice el ella en es esta este esto estoy ha hace hacer hago hay la las le les lo los mas me mi mis o \
     para pero por porque puedo que quiero se si sin su sus te tengo un una uno y ya";

/// What counts where, in points.
const IN_WORDS: u32 = 6;
const IN_QUESTION: u32 = 5;
const IN_ANSWER: u32 = 2;
const IN_TEXT: u32 = 1;

/// A word, and what it counts for each article that has it.
type Posting = (String, BTreeMap<usize, u32>);

struct Index {
    words: Vec<Posting>,
    /// Whole phrases of people who look for an article, folded.
    phrases: Vec<(String, usize)>,
}

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// What is looked at of what was typed: shown back, never kept.
#[must_use]
pub fn shortened(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// The articles that fit, the best first; nothing for a query without a word that says something.
#[must_use]
pub fn find(query: &str) -> Vec<&'static Article> {
    let folded = words_of(query);
    let telling: Vec<&String> = folded.iter().filter(|word| !is_empty_word(word)).take(MOST_WORDS).collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let mut scores: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for word in &telling {
        for (article, points) in INDEX.points(word) {
            let (sum, hits) = scores.entry(article).or_default();
            *sum += points;
            *hits += 1;
        }
    }
    let said = format!(" {} ", folded.join(" "));
    for (phrase, article) in INDEX.phrases.iter().filter(|(phrase, _)| said.contains(phrase)) {
        let length = u32::try_from(phrase.split_whitespace().count()).unwrap_or(1);
        scores.entry(*article).or_insert((0, 1)).0 += 100 * length;
    }
    let asked = u32::try_from(telling.len()).unwrap_or(1);
    // Who typed three words means all three.
    let mut ranked: Vec<(u32, usize)> = scores.into_iter().map(|(article, (sum, hits))| (sum * hits / asked, article)).collect();
    ranked.sort_by_key(|(score, article)| (std::cmp::Reverse(*score), *article));
    let best = ranked.first().map_or(0, |(score, _)| *score);
    ranked
        .into_iter()
        .filter(|(score, _)| *score > 0 && *score * 3 >= best)
        .take(MOST_FOUND)
        .filter_map(|(_, article)| ARTICLES.get(article))
        .collect()
}

impl Index {
    fn new() -> Self {
        let mut words: BTreeMap<String, BTreeMap<usize, u32>> = BTreeMap::new();
        let mut phrases = Vec::new();
        for (n, article) in ARTICLES.iter().enumerate() {
            for locale in Locale::ALL {
                let mut note = |text: &str, points: u32| {
                    for word in words_of(text).into_iter().filter(|word| !is_empty_word(word)) {
                        let counts = words.entry(word).or_default().entry(n).or_default();
                        *counts = points.max(*counts);
                    }
                };
                note(article.words.of(locale), IN_WORDS);
                note(article.topic.question.of(locale), IN_QUESTION);
                note(&plain(article.answer, locale), IN_ANSWER);
                for item in article.list.items() {
                    if let Some(title) = item.title {
                        note(title.of(locale), IN_ANSWER);
                    }
                    note(&plain(item.text, locale), IN_TEXT);
                }
                note(&plain(article.otherwise, locale), IN_TEXT);
                // Its question, word for word, is a phrase like any other.
                let question = article.topic.question.of(locale);
                let own = article.words.of(locale).split(',').chain([question]).map(|phrase| words_of(phrase).join(" "));
                phrases.extend(own.filter(|phrase| phrase.contains(' ')).map(|phrase| (format!(" {phrase} "), n)));
            }
        }
        Self { words: words.into_iter().collect(), phrases }
    }

    /// What one word that was typed counts for each article.
    fn points(&self, typed: &str) -> BTreeMap<usize, u32> {
        let mut best: BTreeMap<usize, u32> = BTreeMap::new();
        // A word that we have is no slip of another one, and tells no more by a longer one that it begins.
        let known = self.words.binary_search_by(|(word, _)| word.as_str().cmp(typed)).ok().and_then(|at| self.words.get(at));
        let at_most = known.map_or(10, |(_, articles)| rarity(articles.len()));
        for (word, articles) in &self.words {
            let Some(fit) = fit(typed, word, known.is_none()) else { continue };
            for (article, weight) in articles {
                let points = fit * weight * rarity(articles.len()).min(at_most);
                let entry = best.entry(*article).or_default();
                *entry = points.max(*entry);
            }
        }
        best
    }
}

/// How well a typed word fits one of ours, of 10; none when it does not.
fn fit(typed: &str, word: &str, slips: bool) -> Option<u32> {
    if typed == word {
        return Some(10);
    }
    let letters = typed.chars().count();
    if letters >= LETTERS_OF_A_BEGINNING && word.starts_with(typed) {
        return Some(7);
    }
    // "codes" for "code".
    if word.chars().count() >= 4 && typed.strip_prefix(word).is_some_and(|end| end.chars().count() <= 2) {
        return Some(7);
    }
    let near = slips && letters >= LETTERS_FOR_A_SLIP && word.len().abs_diff(typed.len()) <= 4 && one_apart(typed, word);
    near.then_some(5)
}

/// A word that few articles have tells them apart.
const fn rarity(articles: usize) -> u32 {
    match articles {
        0..=1 => 10,
        2 => 8,
        3..=4 => 6,
        5..=7 => 4,
        8..=12 => 2,
        _ => 1,
    }
}

fn is_empty_word(word: &str) -> bool {
    EMPTY_WORDS.split_whitespace().any(|empty| empty == word)
}

/// Words without accents, capitals and apostrophes.
fn words_of(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

fn plain(text: Text, locale: Locale) -> String {
    let piece = |piece| match piece {
        Piece::Plain(text) | Piece::Name(text) => text,
    };
    pieces(text, locale, &Numbers::default()).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests;
