/// The page and the JSON API: thin over [dev.pictor.search.Search].
@NullMarked
package dev.pictor.web;

import org.jspecify.annotations.NullMarked;
