//! Draws egui's triangles on the CPU, so that a test can look at the window with no driver and no screen.
//!
//! Blends premultiplied colours in gamma space, as egui's own painters do.

use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex, WHITE_UV};
use egui::{Color32, ColorImage, Context, FullOutput, ImageData, TextureId, TexturesDelta};
use std::collections::HashMap;

/// A renderer for the harness.
#[derive(Default)]
pub struct Soft {
    textures: HashMap<TextureId, ColorImage>,
}

/// What triangles are drawn into.
struct Target {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

/// A triangle in pixels, with its corners in clockwise order.
struct Corner {
    x: f32,
    y: f32,
    color: [f32; 4],
    uv: [f32; 2],
}

impl Soft {
    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, (**image).clone());
            return;
        };
        let Some(whole) = self.textures.get_mut(&id) else {
            return;
        };
        let [width, height] = image.size;
        for row in 0..height {
            let to = (top + row) * whole.size[0] + left;
            whole.pixels[to..to + width]
                .copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
        }
    }

    fn mesh(&self, target: &mut Target, mesh: &Mesh, clip: [usize; 4], scale: f32) {
        let texture = self.textures.get(&mesh.texture_id);
        for three in mesh.indices.chunks_exact(3) {
            let corner = |i: u32| {
                let Vertex { pos, uv, color } = mesh.vertices[i as usize];
                Corner {
                    x: pos.x * scale,
                    y: pos.y * scale,
                    color: color.to_array().map(f32::from),
                    uv: [uv.x, uv.y],
                }
            };
            let plain = three.iter().all(|i| mesh.vertices[*i as usize].uv == WHITE_UV);
            let corners = [corner(three[0]), corner(three[1]), corner(three[2])];
            target.triangle(corners, texture.filter(|_| !plain), clip);
        }
    }
}

impl Target {
    fn triangle(&mut self, mut c: [Corner; 3], texture: Option<&ColorImage>, clip: [usize; 4]) {
        let area = (c[1].x - c[0].x) * (c[2].y - c[0].y) - (c[1].y - c[0].y) * (c[2].x - c[0].x);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        if area < 0.0 {
            c.swap(1, 2);
        }
        let area = area.abs();
        let least = |f: fn(&Corner) -> f32| c.iter().map(f).fold(f32::INFINITY, f32::min);
        let most = |f: fn(&Corner) -> f32| c.iter().map(f).fold(f32::NEG_INFINITY, f32::max);
        let from = |least: f32, edge: usize| ((least - 0.5).ceil().max(0.0) as usize).max(edge);
        let to = |most: f32, edge: usize| ((most + 0.5).floor().max(0.0) as usize).min(edge);
        for y in from(least(|p| p.y), clip[1])..to(most(|p| p.y), clip[3]) {
            for x in from(least(|p| p.x), clip[0])..to(most(|p| p.x), clip[2]) {
                if let Some(share) = shares(&c, x as f32 + 0.5, y as f32 + 0.5, area) {
                    self.blend(x, y, color(&c, share, texture));
                }
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, over: [f32; 4]) {
        let pixel = &mut self.pixels[y * self.width + x];
        let keep = 1.0 - over[3] / 255.0;
        for (below, above) in pixel.iter_mut().zip(over) {
            *below = above + *below * keep;
        }
    }
}

/// How much of each corner there is at a place; `None` outside. Of two triangles that share an
/// edge, one only owns the pixels on it (the rule of top and left edges).
fn shares(c: &[Corner; 3], x: f32, y: f32, area: f32) -> Option<[f32; 3]> {
    let mut out = [0.0; 3];
    for (k, share) in out.iter_mut().enumerate() {
        let (a, b) = (&c[(k + 1) % 3], &c[(k + 2) % 3]);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let side = dx * (y - a.y) - dy * (x - a.x);
        let owned = (dy == 0.0 && dx > 0.0) || dy < 0.0;
        if side < 0.0 || (side == 0.0 && !owned) {
            return None;
        }
        *share = side / area;
    }
    Some(out)
}

fn color(c: &[Corner; 3], share: [f32; 3], texture: Option<&ColorImage>) -> [f32; 4] {
    let mix = |f: &dyn Fn(&Corner) -> f32| {
        f(&c[0]) * share[0] + f(&c[1]) * share[1] + f(&c[2]) * share[2]
    };
    let mut out = [0, 1, 2, 3].map(|i| mix(&|p: &Corner| p.color[i]));
    if let Some(image) = texture {
        let u = mix(&|p: &Corner| p.uv[0]) * image.size[0] as f32 - 0.5;
        let v = mix(&|p: &Corner| p.uv[1]) * image.size[1] as f32 - 0.5;
        for (channel, part) in out.iter_mut().zip(texel(image, u, v)) {
            *channel *= part / 255.0;
        }
    }
    out
}

/// The texture between its four nearest pixels.
fn texel(image: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let at = |x: f32, y: f32| {
        let x = (x.max(0.0) as usize).min(image.size[0] - 1);
        let y = (y.max(0.0) as usize).min(image.size[1] - 1);
        image.pixels[y * image.size[0] + x].to_array().map(f32::from)
    };
    let (left, top) = (u.floor(), v.floor());
    let (right, down) = (u - left, v - top);
    let (a, b) = (at(left, top), at(left + 1.0, top));
    let (c, d) = (at(left, top + 1.0), at(left + 1.0, top + 1.0));
    [0, 1, 2, 3].map(|i| {
        let upper = a[i] * (1.0 - right) + b[i] * right;
        let lower = c[i] * (1.0 - right) + d[i] * right;
        upper * (1.0 - down) + lower * down
    })
}

impl egui_kittest::TestRenderer for Soft {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.set(id, &image);
            }
        }
        delta.free.clear();
    }

    fn render(
        &mut self,
        context: &Context,
        output: &FullOutput,
    ) -> Result<image::RgbaImage, String> {
        let scale = context.pixels_per_point();
        let size = context.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let black = Color32::BLACK.to_array().map(f32::from);
        let mut target = Target { width, height, pixels: vec![black; width * height] };
        for ClippedPrimitive { clip_rect, primitive } in
            context.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = &primitive else {
                continue;
            };
            let edge = |v: f32, most: usize| ((v * scale).round().max(0.0) as usize).min(most);
            let clip = [
                edge(clip_rect.min.x, target.width),
                edge(clip_rect.min.y, target.height),
                edge(clip_rect.max.x, target.width),
                edge(clip_rect.max.y, target.height),
            ];
            self.mesh(&mut target, mesh, clip, scale);
        }
        let bytes =
            target.pixels.iter().flatten().map(|v| v.round().clamp(0.0, 255.0) as u8).collect();
        image::RgbaImage::from_raw(width as u32, height as u32, bytes)
            .ok_or_else(|| "wrong size".to_owned())
    }
}
