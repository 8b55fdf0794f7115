/// Settings: flags over environment (`.env` too) over defaults.
@NullMarked
package dev.pictor.config;

import org.jspecify.annotations.NullMarked;
