package dev.pictor.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A saved search, and what it finds now.
///
/// @param relevant how many pictures are; null where it cannot be answered
/// @param orMore whether there may be more
/// @param problem why it cannot be answered, for people; absent if it can
record Album(
    String name,
    String query,
    @Nullable Long relevant,
    boolean orMore,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem) {}
