/// Scenes drawn by the program, and sentences that are true of them.
///
/// A `Scene` says what is to be seen (setting, groups of things, their relation), a `Kind` and
/// a `Look` say what one thing is and how it looks. Everything follows from a seed: the same
/// seed gives the same picture, to the byte. Out of scope: models, files of the user, search.
@NullMarked
package dev.pictor.sketchbook;

import org.jspecify.annotations.NullMarked;
