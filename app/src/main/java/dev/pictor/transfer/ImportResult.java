package dev.pictor.transfer;

/// What an [Import] added.
///
/// @param pictures that were not there
/// @param known pictures that were there, and were left as they are
/// @param files places that were not known; those of added pictures among them
/// @param failures files that could not be read and were not known
/// @param taken places of the export at which the collection knows something else; left as they are
/// @param interrupted whether it was stopped before the end
public record ImportResult(
    long pictures, long known, long files, long failures, long taken, boolean interrupted) {}
