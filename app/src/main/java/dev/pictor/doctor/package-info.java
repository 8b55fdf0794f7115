/// Compares what a collection keeps with itself and with the files on the disk, says in plain words
/// what does not fit, and repairs what can be made again from the pictures' own files.
///
/// [dev.pictor.doctor.Doctor] goes over folders ([FolderCheck]), then over pictures, embeddings and
/// thumbnails ([dev.pictor.store.PictureStore#forEachDamaged]), in memory that does not grow with
/// the collection; [Repair] mends what the second tells. Files that are new, changed or gone are
/// told, not touched: they are the work of `indexing`. It knows nothing of which store or which
/// face is in use.
@NullMarked
package dev.pictor.doctor;

import org.jspecify.annotations.NullMarked;
