//! The page.

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;

#[cfg(target_arch = "wasm32")]
fn main() {
    wasm_bindgen_futures::spawn_local(async {
        app::language::choose().await;
        yew::Renderer::<app::App>::new().render();
    });
}

/// The page runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program is the page; build it for the browser with `cargo xtask build`");
}
