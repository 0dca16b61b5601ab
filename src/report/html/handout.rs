//! The whole story as text: what a browser without JavaScript shows, and what is printed.
//!
//! As in every handout, questions stand before what gives their answers away, with lines to write on, and the answers on
//! the last page.

use crate::lang::Lang;
use crate::report::markup::escape;
use crate::report::svg::{self, Plan, Shape};
use crate::report::{heading, labels, letters};
use crate::story::{Beside, Cell, Ending, FieldView, Line, LineKind, Mark, Question, Speaker, Step, Story, Tone};
use crate::{text, words};

/// The handout in one language; that of the other one is hidden until somebody asks for it.
pub(super) fn article(story: &Story, shown: bool) -> String {
    let (lang, hidden) = (story.lang.tag(), if shown { "" } else { " hidden" });
    let parts = [opening(story), steps(story), endings(story), beside(story), answers(story)].concat();
    format!("<article class=\"handout\" lang=\"{lang}\"{hidden}>\n{parts}</article>\n")
}

fn element(name: &str, class: &str, text: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<{name}{class}>{}</{name}>\n", lines(text))
}

/// Text whose line ends are kept.
fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn opening(story: &Story) -> String {
    let plan = Plan::of(&story.actors, Shape::Wide);
    let (width, height, map) = (plan.width, plan.height, svg::map(story, &plan, None));
    let rows = story.actors.iter().map(|actor| {
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
            escape(&actor.label),
            escape(&actor.host),
            escape(&actor.address)
        )
    });
    let goal = if story.goal.is_empty() { String::new() } else { element("p", "goal", &story.goal) };
    format!(
        "<h1>{}</h1>\n{goal}<svg class=\"map\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">{map}</svg>\n\
         <table><tbody>{}</tbody></table>\n",
        escape(&story.title),
        words!(story.lang, en: "Map of the machines", ja: "登場するコンピューターの地図"),
        rows.collect::<String>()
    )
}

fn steps(story: &Story) -> String {
    let (mut page, mut heading) = (String::new(), String::new());
    for (index, one) in story.steps.iter().enumerate() {
        let place = heading::of(story.lang, story, index);
        if heading != place {
            page += &element("h2", "", &place);
            heading = place;
        }
        let here = story.questions.iter().enumerate().filter(|(_, question)| question.before == index);
        page.extend(here.map(|(number, question)| ask(story.lang, number + 1, question)));
        page += &step(story, one);
    }
    page
}

fn ask(lang: Lang, number: usize, question: &Question) -> String {
    let label = text!(lang, en: "Question {number}", ja: "質問{number}");
    let choices: String = question.choices.iter().map(|choice| element("li", "", choice)).collect();
    format!(
        "<section class=\"asked\"><h3>{label}</h3>\n{}<ol>{choices}</ol><p class=\"write\"></p><p class=\"write\"></p></section>\n",
        element("p", "", &question.text)
    )
}

fn step(story: &Story, step: &Step) -> String {
    let mut inside = element("h3", tone(step.tone), &labels::title(story, step));
    inside += &element("p", "", &step.text);
    if let Some(remark) = &step.remark {
        let teacher = words!(story.lang, en: "Teacher: ", ja: "先生から：");
        inside += &element("p", "remark", &format!("{teacher}{remark}"));
    }
    inside += &conversation(story, step);
    if let Some(view) = &step.view {
        let first = letters::is_first_sight(story, step);
        let mut shown: Vec<String> =
            view.header.iter().filter(|field| first || field.mark != Mark::Old).map(field).collect();
        if first {
            shown.extend([String::new(), view.body.trim_end().to_owned()]);
        }
        inside += &if shown.is_empty() { String::new() } else { element("pre", "", &shown.join("\n")) };
    }
    format!("<section class=\"step\">\n{inside}</section>\n")
}

fn field(field: &FieldView) -> String {
    let sign = match field.mark {
        Mark::New => "+ ",
        Mark::Removed => "- ",
        Mark::Old => "",
    };
    format!("{sign}{}: {}", field.name, if field.mark == Mark::Old { &field.shown } else { &field.raw })
}

/// The conversation without what a server lists in passing: of a reply of many lines the last one.
fn conversation(story: &Story, step: &Step) -> String {
    let lines: Vec<Line> = step.lines.iter().filter(|line| !goes_on(line)).cloned().collect();
    let lines: Vec<String> = letters::shortened(&lines)
        .map(|line| match line {
            Ok(line) => format!("{}: {}", labels::speaker(story.lang, line), line.text),
            Err(rest) => {
                text!(story.lang, en: "… and {rest} more lines of the letter", ja: "… 以下、メールの残り{rest}行")
            }
        })
        .collect();
    if lines.is_empty() { String::new() } else { element("pre", "", &lines.join("\n")) }
}

/// Whether a line of a reply is followed by another one (RFC 5321 §4.2.1).
fn goes_on(line: &Line) -> bool {
    line.kind == LineKind::Smtp && line.speaker == Speaker::Server && line.text.as_bytes().get(3) == Some(&b'-')
}

fn endings(story: &Story) -> String {
    if story.endings.is_empty() {
        return String::new();
    }
    let title = element("h2", "", words!(story.lang, en: "How it ended", ja: "結果"));
    title + &story.endings.iter().map(|ending| ended(story, ending)).collect::<String>()
}

fn ended(story: &Story, ending: &Ending) -> String {
    let title = labels::ended(story.lang, ending);
    let row = |label: &str, value: &str| {
        format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(label), lines(value))
    };
    let rows: String = ending.summary.rows.iter().map(|one| row(&one.label, &one.value)).collect();
    let reply = ending.reply.iter().map(|reply| element("p", "mono", reply)).collect::<String>();
    format!(
        "<section class=\"step\">{}{}{reply}<table><tbody>{rows}</tbody></table></section>\n",
        element("h3", "", &title),
        element("p", tone(ending.tone), &ending.outcome)
    )
}

/// What a server that does it right made of a letter, and what a naive one made of it.
fn beside(story: &Story) -> String {
    if story.beside.is_empty() {
        return String::new();
    }
    let all: String = story.beside.iter().map(|one| compared(story.lang, one)).collect();
    element("h2", "", labels::beside(story.lang)) + &all
}

fn compared(lang: Lang, one: &Beside) -> String {
    let cell = |cell: &Cell| {
        let text = if cell.text.is_empty() { "–" } else { &cell.text };
        format!("<td class=\"{}\">{}</td>", tone(cell.tone), lines(text))
    };
    let rows = one.rows.iter().map(|row| {
        let differs = if row.differs() { "≠ " } else { "" };
        let (before, after) = (cell(&row.before), cell(&row.after));
        format!("<tr><th scope=\"row\">{differs}{}</th>{before}{after}</tr>\n", escape(&row.label))
    });
    let apart = one.apart.iter().map(|apart| {
        let number = apart.step + 1;
        let lead = text!(lang, en: "They part in step {number}: ", ja: "分かれ目はステップ{number}：");
        element("p", "", &format!("{lead}{}", apart.text))
    });
    format!(
        "<section class=\"step\">{}<table><thead><tr><th></th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\
         <tbody>{}</tbody></table>\n{}</section>\n",
        element("h3", "", &one.title),
        escape(&one.strict),
        escape(&one.naive),
        rows.collect::<String>(),
        apart.collect::<String>()
    )
}

/// On a page of their own, so that nobody reads them in passing.
fn answers(story: &Story) -> String {
    let lang = story.lang;
    if story.questions.is_empty() {
        return String::new();
    }
    let one = |(at, question): (usize, &Question)| {
        let (number, right) = (at + 1, question.answer + 1);
        let choice = question.choices.get(question.answer).map_or("", String::as_str);
        let answer = text!(lang, en: "Question {number}: {right}. {choice}", ja: "質問{number}：{right}. {choice}");
        element("dt", "", &answer) + &element("dd", "", &question.why)
    };
    let all: String = story.questions.iter().enumerate().map(one).collect();
    let title = element("h2", "", words!(lang, en: "Answers", ja: "質問の答え"));
    format!("<section class=\"solved\">{title}<dl>{all}</dl></section>\n")
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Warn => "warn",
    }
}
