/// The pictures of `pictor demo`: 600 drawn scenes as the files of a camera, with dates and places,
/// so that there is something to find before anything is downloaded. The same files each time.
@NullMarked
package dev.pictor.demo;

import org.jspecify.annotations.NullMarked;
