/// Keeps folders up to date: notices that something in them changes and lets it be indexed.
///
/// [dev.pictor.watch.FolderEvents] hears what the system tells of folders,
/// [dev.pictor.watch.Watch] decides when to look. What has changed nobody here knows:
/// [dev.pictor.indexing] compares the folders with the collection, as it does for everybody, and
/// tells which folders it enters. Knows neither stores nor models.
@NullMarked
package dev.pictor.watch;

import org.jspecify.annotations.NullMarked;
