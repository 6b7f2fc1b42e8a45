//! Parts of the page that are drawn anew only when what they are drawn from has changed.
//!
//! One component does this for all of them: a component of its own for each part would bring the
//! framework's life cycle along once more, some kilobytes each.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::Key;

/// The part that `draw` draws from `props`, among its siblings known by `key`.
pub fn memo<P: PartialEq + 'static>(key: impl Into<Key>, props: P, draw: fn(&P) -> Html) -> Html {
    part(key.into(), Drawing(Rc::new(Part { props, draw })))
}

fn part(key: Key, drawing: Drawing) -> Html {
    html! { <Memo {key} {drawing} /> }
}

#[derive(Properties, PartialEq)]
struct MemoProps {
    drawing: Drawing,
}

/// The framework asks for it anew only when its properties differ. A component of the other kind, a
/// function, would bring along what functions keep between two calls, which nothing here needs.
struct Memo;

impl Component for Memo {
    type Message = ();
    type Properties = MemoProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ctx.props().drawing.0.draw()
    }
}

#[derive(Clone)]
struct Drawing(Rc<dyn Draw>);

impl PartialEq for Drawing {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_as(other.0.as_any())
    }
}

trait Draw {
    fn draw(&self) -> Html;
    fn as_any(&self) -> &dyn Any;
    fn is_as(&self, other: &dyn Any) -> bool;
}

struct Part<P> {
    props: P,
    draw: fn(&P) -> Html,
}

impl<P: PartialEq + 'static> Draw for Part<P> {
    fn draw(&self) -> Html {
        (self.draw)(&self.props)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_as(&self, other: &dyn Any) -> bool {
        let other = other.downcast_ref::<Self>();
        other.is_some_and(|other| {
            std::ptr::fn_addr_eq(self.draw, other.draw) && self.props == other.props
        })
    }
}
