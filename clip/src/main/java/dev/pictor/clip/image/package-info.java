/// Picture files to pixels to the `[3, H, W]` input of the image tower.
///
/// Decoding by content, orientation, Pillow's antialiased bicubic resize, normalisation. No model
/// in here.
@NullMarked
package dev.pictor.clip.image;

import org.jspecify.annotations.NullMarked;
