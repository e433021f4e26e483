//! Lengths, boxes, transforms and outlines, worked out by hand.

use massicot::geom::{Insets, Length, LengthError, PageBoxes, PathData, Point, Rect, Size, Transform};

#[test]
fn a_length_is_read_with_its_unit() {
    assert_eq!("3mm".parse(), Ok(Length::mm(3.0)));
    assert_eq!(" 2.5 cm ".parse(), Ok(Length::mm(25.0)));
    assert_eq!("0.125in".parse(), Ok(Length::mm(3.175)));
    assert!("72pt".parse::<Length>().unwrap().near(Length::mm(25.4), Length::mm(1e-9)));
    assert_eq!("-3mm".parse(), Ok(Length::mm(-3.0)));
}

#[test]
fn a_bare_number_is_not_a_length() {
    assert_eq!("3".parse::<Length>(), Err(LengthError::NoUnit(3.0)));
    assert_eq!("3px".parse::<Length>(), Err(LengthError::UnknownUnit("px".into())));
    for text in ["", "mm", "NaNmm", "infmm", "--3mm"] {
        assert_eq!(text.parse::<Length>(), Err(LengthError::NoNumber), "{text}");
    }
}

#[test]
fn bleed_lies_at_negative_coordinates() {
    let boxes = PageBoxes::new(Size::mm(105.0, 148.0), Length::mm(3.0), Length::mm(5.0));
    assert_eq!(boxes.bleed_rect(), Rect::mm(-3.0, -3.0, 111.0, 154.0));
    assert_eq!(boxes.safe_rect(), Rect::mm(5.0, 5.0, 95.0, 138.0));
    assert_eq!(boxes.media_rect(), boxes.bleed_rect());
    let slug = PageBoxes { slug: Insets::uniform(Length::mm(10.0)), ..boxes };
    assert_eq!(slug.media_rect(), Rect::mm(-13.0, -13.0, 131.0, 174.0));
}

#[test]
fn a_half_turn_about_the_middle_swaps_corners_exactly() {
    let turn = Transform::rotate_about(180.0, Point::mm(52.5, 74.0));
    assert_eq!(turn.apply(Point::ORIGIN), Point::mm(105.0, 148.0));
    assert_eq!(turn.apply_rect(&Rect::mm(0.0, 0.0, 10.0, 20.0)), Rect::mm(95.0, 128.0, 10.0, 20.0));
}

#[test]
fn maps_apply_from_the_inside_out() {
    let map = Transform::translate(Length::mm(10.0), Length::ZERO).then_inside(&Transform::scale(2.0, 3.0));
    assert_eq!(map.apply(Point::mm(1.0, 1.0)), Point::mm(12.0, 3.0));
    assert!((map.mean_scale() - 6.0_f64.sqrt()).abs() < 1e-12);
}

#[test]
fn corner_radii_that_do_not_fit_shrink_together() {
    // Two radii of 8 mm on a side of 10 mm: both become 5 mm, and so do the other two (CSS Backgrounds 3, 5.5).
    let path = PathData::rounded_rect(&Rect::mm(0.0, 0.0, 10.0, 20.0), [Length::mm(8.0); 4]);
    let first = path.segments().next();
    assert_eq!(first, Some(massicot::geom::Segment::Move(Point::mm(5.0, 0.0))));
    assert_eq!(path.bounds(), Some(Rect::mm(0.0, 0.0, 10.0, 20.0)));
}
