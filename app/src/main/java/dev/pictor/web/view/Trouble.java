package dev.pictor.web.view;

import org.jspecify.annotations.Nullable;

/// Why there is nothing to show.
///
/// @param command what to type to get on; null where that does not help
/// @param retryUrl what to load again after `retrySeconds`; null where waiting does not help
public record Trouble(
    String title,
    String detail,
    @Nullable String command,
    @Nullable String retryUrl,
    int retrySeconds) {}
