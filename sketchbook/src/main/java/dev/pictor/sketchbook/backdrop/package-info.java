/// The settings of the scenes: skies, land, water and rooms, with their light and their air.
///
/// A `Backdrop` paints what lies behind the things and what lies before them (rain, haze,
/// light). Coordinates: the middle square of the picture is 0..1 in both directions, y down; a
/// wider or higher picture shows more on both sides, so that cutting out the middle square, as
/// CLIP does, loses no thing.
@NullMarked
package dev.pictor.sketchbook.backdrop;

import org.jspecify.annotations.NullMarked;
