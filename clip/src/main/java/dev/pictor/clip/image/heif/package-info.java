/// HEIC and AVIF: what a file holds, and its primary picture by libheif.
///
/// A file -> the items that make its picture, and their sizes -> a small file of those alone ->
/// libheif -> pixels. Nothing of a file that was found reaches libheif as it is.
@NullMarked
package dev.pictor.clip.image.heif;

import org.jspecify.annotations.NullMarked;
