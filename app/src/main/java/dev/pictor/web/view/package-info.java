/// What the templates show: values that are ready to be printed. Escaping is the templates' work.
@NullMarked
package dev.pictor.web.view;

import org.jspecify.annotations.NullMarked;
