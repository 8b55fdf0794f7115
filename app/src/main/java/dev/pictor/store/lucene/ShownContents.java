package dev.pictor.store.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// From files to the pictures that they show: places and times are the files' documents, what is
/// searched are the pictures'. Goes over the index of all hashes, which takes milliseconds for
/// 100,000 files.
///
/// @param searcher of one snapshot
record ShownContents(IndexSearcher searcher) {
  /// Hashes of what these files show.
  Set<BytesRef> of(Query files) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(files), ScoreMode.COMPLETE_NO_SCORES, 1);
    Set<BytesRef> hashes = new HashSet<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        FixedBitSet matching = new FixedBitSet(leaf.reader().maxDoc());
        matching.or(scorer.iterator());
        forEach(
            leaf.reader(),
            (hash, document) -> {
              if (matching.get(document)) {
                hashes.add(BytesRef.deepCopyOf(hash));
              }
            });
      }
    }
    return hashes;
  }

  /// Hashes of what is shown by a file whose time of modification is in a span, and by none with
  /// an earlier one.
  ///
  /// @param from milliseconds since 1970, inclusive
  /// @param until exclusive
  Set<BytesRef> ofEarliest(long from, long until) throws IOException {
    Set<BytesRef> within = new HashSet<>();
    Set<BytesRef> earlier = new HashSet<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Times times = new Times(leaf.reader());
      forEach(
          leaf.reader(),
          (hash, document) -> {
            long time = times.of(document);
            if (time < until) {
              (time < from ? earlier : within).add(BytesRef.deepCopyOf(hash));
            }
          });
    }
    within.removeAll(earlier);
    return within;
  }

  /// The earliest time of modification, in milliseconds since 1970, of the files that show each
  /// content, by hash.
  Map<BytesRef, Long> earliest() throws IOException {
    Map<BytesRef, Long> earliest = new HashMap<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Times times = new Times(leaf.reader());
      forEach(
          leaf.reader(),
          (hash, document) ->
              earliest.merge(BytesRef.deepCopyOf(hash), times.of(document), Math::min));
    }
    return earliest;
  }

  private static void forEach(LeafReader leaf, Visitor visitor) throws IOException {
    Terms hashes = leaf.terms(Documents.SHOWS);
    if (hashes == null) {
      return;
    }
    Bits live = leaf.getLiveDocs();
    PostingsEnum documents = null;
    for (TermsEnum terms = hashes.iterator(); terms.next() != null; ) {
      documents = terms.postings(documents, PostingsEnum.NONE);
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(documents.docID())) {
          visitor.visit(terms.term(), documents.docID());
        }
      }
    }
  }

  private interface Visitor {
    void visit(BytesRef hash, int document) throws IOException;
  }

  /// Of the files of one segment. They have been stored from the beginning, but not as doc values.
  private static final class Times {
    private final LeafReader leaf;
    private final StoredFields stored;
    private @Nullable SortedNumericDocValues values;

    Times(LeafReader leaf) throws IOException {
      this.leaf = leaf;
      this.stored = leaf.storedFields();
    }

    /// Documents come in the order of hashes, and doc values only go forward.
    long of(int document) throws IOException {
      if (values == null || values.docID() > document) {
        values = leaf.getSortedNumericDocValues(Documents.MODIFIED);
      }
      if (values != null && values.advanceExact(document)) {
        return values.nextValue();
      }
      return Documents.toFile(stored.document(document)).stamp().modifiedMillis();
    }
  }
}
