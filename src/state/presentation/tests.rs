use super::*;

fn presentation(step: usize, steps: usize) -> Presentation {
    Presentation::new(Subject::Story, Instant::from_timestamp(0), (step, steps), 0.0)
}

fn press(p: &mut Presentation, what: &[Presenting]) -> After {
    what.iter().map(|w| p.after(w)).last().unwrap()
}

#[test]
fn next_at_the_end_stays_on_the_last_step() {
    let mut p = presentation(0, 2);
    assert_eq!(press(&mut p, &[Presenting::Next, Presenting::Next, Presenting::Next]), After::Stay);
    assert_eq!((p.step, p.is_last()), (1, true));
    press(&mut p, &[Presenting::Back, Presenting::Back]);
    assert_eq!(p.step, 0);
}

#[test]
fn a_number_and_enter_go_to_that_step() {
    let mut p = presentation(0, 12);
    press(&mut p, &[Presenting::Digit(1), Presenting::Digit(1)]);
    assert_eq!((p.step, p.typed.as_str()), (0, "11"));
    press(&mut p, &[Presenting::Enter]);
    assert_eq!((p.step, p.typed.as_str(), &p.hint), (10, "", &None));
    press(&mut p, &[Presenting::Enter]);
    assert_eq!(p.step, 11, "Enter without a number is one step on");
}

#[test]
fn a_number_beyond_the_end_goes_to_the_last_step_and_says_so() {
    let mut p = presentation(0, 9);
    press(&mut p, &[Presenting::Digit(4), Presenting::Digit(2), Presenting::Enter]);
    assert_eq!(p.step, 8);
    assert_eq!(p.hint.as_deref(), Some("There is no step 42; the last one is 9"));
    press(&mut p, &[Presenting::Digit(0), Presenting::Enter]);
    assert_eq!((p.step, p.hint.as_deref()), (0, Some("Steps are counted from 1")));
    press(&mut p, &[Presenting::Next]);
    assert_eq!(p.hint, None, "what was said goes with the next thing done");
}

#[test]
fn no_number_is_too_long_to_type() {
    let mut p = presentation(0, 3);
    press(&mut p, &vec![Presenting::Digit(9); 40]);
    assert_eq!(p.typed, "9999");
    press(&mut p, &[Presenting::Enter]);
    assert_eq!(p.step, 2);
}

#[test]
fn esc_lets_go_of_one_thing_at_a_time() {
    let mut p = presentation(1, 3);
    let near = Zoom::default().nearer((0.5, 0.5), 2.0);
    press(&mut p, &[Presenting::Zoom(near), Presenting::Digit(2)]);
    assert_eq!(press(&mut p, &[Presenting::Escape]), After::Stay);
    assert!(p.typed.is_empty() && p.zoom.is_near());
    assert_eq!(press(&mut p, &[Presenting::Escape]), After::Stay);
    assert!(!p.zoom.is_near());
    assert_eq!(press(&mut p, &[Presenting::Escape]), After::End);
}

#[test]
fn backspace_takes_back_a_digit_before_a_step() {
    let mut p = presentation(2, 5);
    press(&mut p, &[Presenting::Digit(4), Presenting::Erase]);
    assert_eq!((p.step, p.typed.as_str()), (2, ""));
    press(&mut p, &[Presenting::Erase]);
    assert_eq!(p.step, 1);
}

#[test]
fn a_black_screen_is_lifted_by_the_same_key_or_by_moving_and_then_nothing_moves() {
    let mut p = presentation(1, 3);
    let black = Presenting::Cover(Cover::Black);
    press(&mut p, std::slice::from_ref(&black));
    assert_eq!(p.cover, Some(Cover::Black));
    press(&mut p, &[Presenting::Cover(Cover::White)]);
    assert_eq!(p.cover, Some(Cover::White));
    press(&mut p, &[Presenting::Next]);
    assert_eq!((p.cover, p.step), (None, 1));
    press(&mut p, &[black.clone(), black]);
    assert_eq!(p.cover, None);
    press(&mut p, &[Presenting::Cover(Cover::Black), Presenting::Last]);
    assert_eq!((p.cover, p.step), (None, 2));
}

#[test]
fn another_step_shows_the_whole_slide() {
    let mut p = presentation(0, 3);
    p.zoom = Zoom::default().nearer((0.2, 0.2), 3.0);
    press(&mut p, &[Presenting::Next]);
    assert_eq!(p.zoom, Zoom::default());
}

#[test]
fn exploring_comes_back_to_the_same_step() {
    let mut p = presentation(1, 3);
    assert_eq!(press(&mut p, &[Presenting::Explore]), After::Explore);
    assert!(p.exploring);
    assert_eq!(press(&mut p, &[Presenting::Escape]), After::Return);
    assert_eq!((p.exploring, p.step), (false, 1));
    assert_eq!(press(&mut p, &[Presenting::Explore, Presenting::Next]), After::Return);
    assert_eq!(p.step, 2, "one step on from the presenter's window leaves the case too");
}

#[test]
fn what_lies_under_the_mouse_stays_there_while_zooming() {
    let on_slide =
        |z: Zoom, at: (f32, f32)| ((at.0 - z.corner.0) / z.factor, (at.1 - z.corner.1) / z.factor);
    let at = (0.3, 0.8);
    let near = Zoom::default().nearer(at, 2.0);
    let (x, y) = on_slide(near, at);
    assert!((x - at.0).abs() < 1e-5 && (y - at.1).abs() < 1e-5);
    let nearer = near.nearer((0.9, 0.1), 1.5);
    let (a, b) = (on_slide(near, (0.9, 0.1)), on_slide(nearer, (0.9, 0.1)));
    assert!((a.0 - b.0).abs() < 1e-5 && (a.1 - b.1).abs() < 1e-5);
}

#[test]
fn a_zoom_stays_between_the_whole_slide_and_six_times() {
    let z = Zoom::default().nearer((0.5, 0.5), 100.0);
    assert!((z.factor - NEAREST).abs() < 1e-6);
    let z = z.nearer((0.0, 1.0), 0.001);
    assert_eq!(z, Zoom::default());
    let z = Zoom::default().nearer((f32::NAN, f32::INFINITY), f32::NAN);
    assert_eq!(z, Zoom::default());
}

#[test]
fn a_case_with_fewer_steps_than_before_shows_its_last() {
    let mut p = presentation(7, 9);
    p.resize(3);
    assert_eq!((p.step, p.steps), (2, 3));
    p.resize(0);
    assert_eq!((p.step, p.steps), (0, 1));
}
