/// A collection as files, and back, into any store: backups, another machine, other programs.
///
/// [dev.pictor.store.PictureStore#forEachWhole] -> [Export] -> Parquet, or NumPy's format with JSON
/// lines -> [Import], which verifies all before it stores anything -> `apply`. What each format
/// holds is a [Row] with a vector and a thumbnail for each picture, and one [Manifest]. A file is
/// somebody else's until it is verified: nothing in it is believed, and it takes memory only after
/// it was looked at. Knows nothing of which store or which face is in use.
@NullMarked
package dev.pictor.transfer;

import org.jspecify.annotations.NullMarked;
