//! When each step of a path begins, in the minutes that there are. Leaves optional steps out where they do not all fit, and
//! says so; shortens steps only when it is asked to.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::model::{Course, Kit};
use crate::say;

/// A path in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Schedule {
    /// The steps that remain, in order: their number in the path, when they begin, how long they take.
    pub steps: Vec<Timed>,
    /// Numbers of the steps left out.
    pub left_out: Vec<usize>,
    /// Minutes of the whole.
    pub minutes: u32,
    /// Minutes without a step, at the end.
    pub spare: u32,
}

/// A step in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timed {
    pub index: usize,
    pub start: u32,
    pub minutes: u32,
}

/// A path in `wanted` minutes, its own where that is none; with what to tell people.
pub(super) fn schedule(
    course: &Course,
    kit: &Kit,
    wanted: Option<u32>,
    scale: bool,
) -> Result<(Schedule, Option<Diagnostic>), Diagnostic> {
    let minutes: Vec<u32> = course.steps.iter().map(|step| step.minutes).collect();
    let sum: u32 = minutes.iter().sum();
    let wanted = wanted.unwrap_or(sum);
    if scale {
        let scaled = scaled(&minutes, sum, wanted).ok_or_else(|| too_many_steps(course, wanted))?;
        return Ok((timed(&scaled, &[], wanted), None));
    }
    if wanted >= sum {
        let schedule = timed(&minutes, &[], wanted);
        let remark = (schedule.spare > 0).then(|| to_spare(course, &schedule));
        return Ok((schedule, remark));
    }
    match left_out(course, sum - wanted) {
        Some(left_out) => {
            let schedule = timed(&minutes, &left_out, wanted);
            let remark = steps_left_out(course, &schedule, sum);
            Ok((schedule, Some(remark)))
        }
        None => Err(too_long(course, kit, sum, wanted)),
    }
}

fn timed(minutes: &[u32], left_out: &[usize], whole: u32) -> Schedule {
    let mut start = 0;
    let mut steps = Vec::new();
    for (index, minutes) in minutes.iter().copied().enumerate().filter(|(index, _)| !left_out.contains(index)) {
        steps.push(Timed { index, start, minutes });
        start += minutes;
    }
    Schedule { steps, left_out: left_out.to_vec(), minutes: whole, spare: whole.saturating_sub(start) }
}

/// Every step in the same measure shorter or longer, whole minutes, none under one, `wanted` together: the largest
/// remainders get the minutes that rounding left. None where there are more steps than minutes.
fn scaled(minutes: &[u32], sum: u32, wanted: u32) -> Option<Vec<u32>> {
    let count = u32::try_from(minutes.len()).ok()?;
    // One minute each is given first, so that no step vanishes; the rest is shared in proportion.
    let rest = u64::from(wanted.checked_sub(count)?);
    let share = |minutes: u32| u64::from(minutes) * rest;
    let sum = u64::from(sum.max(1));
    let mut scaled: Vec<u32> = minutes.iter().map(|minutes| 1 + (share(*minutes) / sum) as u32).collect();
    let mut order: Vec<usize> = (0..minutes.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(minutes.get(*index).map_or(0, |minutes| share(*minutes) % sum)));
    let short = wanted - scaled.iter().sum::<u32>();
    for index in order.into_iter().take(short as usize) {
        if let Some(minutes) = scaled.get_mut(index) {
            *minutes += 1;
        }
    }
    Some(scaled)
}

/// Which optional steps to leave out so that `excess` minutes are won and as few as can be are lost; of equals the later
/// ones go. None where all of them together are not enough.
fn left_out(course: &Course, excess: u32) -> Option<Vec<usize>> {
    let mut ways: BTreeMap<u32, Vec<usize>> = BTreeMap::from([(0, Vec::new())]);
    for (index, step) in course.steps.iter().enumerate().rev().filter(|(_, step)| step.optional) {
        let longer: Vec<_> = ways.iter().map(|(sum, steps)| (sum + step.minutes, steps.clone())).collect();
        for (sum, mut steps) in longer {
            steps.push(index);
            ways.entry(sum).or_insert(steps);
        }
    }
    let (_, mut steps) = ways.into_iter().find(|(sum, _)| *sum >= excess)?;
    steps.sort_unstable();
    Some(steps)
}

fn to_spare(course: &Course, schedule: &Schedule) -> Diagnostic {
    let (id, whole, spare) = (&course.id, schedule.minutes, schedule.spare);
    let own = whole - spare;
    let message = say!(
        "« {id} » dure {own} min, il y en a {whole} : {spare} min restent libres à la fin",
        "“{id}” takes {own} min, there are {whole}: {spare} min remain free at the end"
    );
    Diagnostic::warning("minutes-to-spare", message).at(course.place("minutes")).hint(say!(
        "--scale étire les étapes en proportion ; ou --minutes {own}",
        "--scale stretches the steps in proportion; or --minutes {own}"
    ))
}

fn steps_left_out(course: &Course, schedule: &Schedule, sum: u32) -> Diagnostic {
    let (id, whole, spare) = (&course.id, schedule.minutes, schedule.spare);
    let names = schedule.left_out.iter().filter_map(|index| course.steps.get(*index));
    let names: Vec<String> = names.map(|step| format!("{} ({} min)", step.title, step.minutes)).collect();
    let names = names.join(", ");
    let rest = match spare {
        0 => say!("tout tient", "everything fits"),
        _ => say!("{spare} min restent libres", "{spare} min remain free"),
    };
    let message = say!(
        "« {id} » dure {sum} min, il y en a {whole} ; sans {step}, {rest}",
        "“{id}” takes {sum} min, there are {whole}; without {step}, {rest}";
        step = match schedule.left_out.len() {
            1 => say!("l’étape facultative {names}", "the optional step {names}"),
            _ => say!("les étapes facultatives {names}", "the optional steps {names}"),
        },
        rest = rest
    );
    let first = schedule.left_out.first().copied().unwrap_or_default();
    Diagnostic::warning("steps-left-out", message)
        .at(course.step_place(first).key("optional"))
        .hint(say!("--scale garde toutes les étapes, plus courtes", "--scale keeps all the steps, shorter"))
}

fn too_long(course: &Course, kit: &Kit, sum: u32, wanted: u32) -> Diagnostic {
    let id = &course.id;
    let optional: u32 = course.steps.iter().filter(|step| step.optional).map(|step| step.minutes).sum();
    let (least, over) = (sum - optional, (sum - optional).saturating_sub(wanted));
    let message = match optional {
        0 => say!(
            "« {id} » dure {sum} min, il y en a {wanted} : {over} de trop, et aucune étape n’est facultative",
            "“{id}” takes {sum} min, there are {wanted}: {over} too many, and no step is optional"
        ),
        _ => say!(
            "« {id} » dure {sum} min, {least} sans les étapes facultatives, il y en a {wanted} : {over} de trop",
            "“{id}” takes {sum} min, {least} without the optional steps, there are {wanted}: {over} too many"
        ),
    };
    let fault = Diagnostic::error("path-too-long", message).at(course.place("minutes")).hint(say!(
        "--scale raccourcit les étapes en proportion ; ou --minutes {least} au moins",
        "--scale shortens the steps in proportion; or --minutes {least} at least"
    ));
    match kit.paths.iter().filter(|path| path.minutes <= wanted).max_by_key(|path| path.minutes) {
        Some(path) => {
            let (other, minutes) = (&path.id, path.minutes);
            fault.hint(say!("--path {other} dure {minutes} min", "--path {other} takes {minutes} min"))
        }
        None => fault,
    }
}

fn too_many_steps(course: &Course, wanted: u32) -> Diagnostic {
    let (id, count) = (&course.id, course.steps.len());
    let message = say!(
        "« {id} » a {count} étapes, il y a {wanted} min : moins d’une minute chacune",
        "“{id}” has {count} steps, there are {wanted} min: less than a minute each"
    );
    Diagnostic::error("path-too-long", message)
        .at(course.place("steps"))
        .hint(say!("donnez plus de minutes, ou un autre parcours", "give more minutes, or another path"))
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn scaled_minutes_are_whole_and_add_up() {
        // One minute each, then 87 min in the ratio 10 : 20 : 60 = 9.67 + 19.33 + 58: one left, to the largest remainder.
        assert_eq!(scaled(&[10, 20, 60], 90, 90), Some(vec![11, 20, 59]));
        assert_eq!(scaled(&[10, 20, 60], 90, 3), Some(vec![1, 1, 1]));
        assert_eq!(scaled(&[10, 20, 60], 90, 2), None);
    }
}
