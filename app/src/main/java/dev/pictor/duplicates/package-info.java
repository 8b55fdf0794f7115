/// Pictures that are there more than once: as copies of one file, or hardly different. A
/// [Duplicates] is what a collection holds of them.
@NullMarked
package dev.pictor.duplicates;

import org.jspecify.annotations.NullMarked;
