/// What is known of a picture: identity, places, size, metadata. Knows neither CLIP nor stores.
@NullMarked
package dev.pictor.picture;

import org.jspecify.annotations.NullMarked;
