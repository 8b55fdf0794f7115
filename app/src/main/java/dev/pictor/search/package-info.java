/// From a query to ranked hits with files on this machine. The terminal, the page and the JSON API
/// all call [dev.pictor.search.Search] and render its answer.
@NullMarked
package dev.pictor.search;

import org.jspecify.annotations.NullMarked;
