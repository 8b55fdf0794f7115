/// JSON as every face writes it: one mapper, one style.
@NullMarked
package dev.pictor.json;

import org.jspecify.annotations.NullMarked;
