package dev.pictor.store.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// Goes along the terms of a field that are pictures' ids, or hashes that begin with them.
final class SortedIds {
  private static final int ID_LENGTH = 32;

  private final TermsEnum terms;
  private final @Nullable Bits live;
  private @Nullable PostingsEnum postings;
  private @Nullable String id;

  SortedIds(IndexReader reader, String field) throws IOException {
    Terms all = MultiTerms.getTerms(reader, field);
    this.terms = all == null ? TermsEnum.EMPTY : all.iterator();
    this.live = MultiBits.getLiveDocs(reader);
    advance();
  }

  private void advance() throws IOException {
    id = terms.next() == null ? null : terms.term().utf8ToString().substring(0, ID_LENGTH);
  }

  /// Of the term to be taken next; null at the end.
  @Nullable String id() {
    return id;
  }

  /// Documents with this id, if it comes next; goes on behind it.
  List<Integer> take(String wanted) throws IOException {
    List<Integer> documents = new ArrayList<>(1);
    while (wanted.equals(id)) {
      postings = terms.postings(postings, PostingsEnum.NONE);
      while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(postings.docID())) {
          documents.add(postings.docID());
        }
      }
      advance();
    }
    return documents;
  }

  /// Documents of a segment that have such a field.
  static FixedBitSet documents(LeafReader leaf, String field) throws IOException {
    FixedBitSet documents = new FixedBitSet(leaf.maxDoc());
    Terms all = leaf.terms(field);
    if (all != null) {
      PostingsEnum postings = null;
      for (TermsEnum terms = all.iterator(); terms.next() != null; ) {
        postings = terms.postings(postings, PostingsEnum.NONE);
        documents.or(postings);
      }
    }
    if (leaf.getLiveDocs() instanceof Bits live) {
      live.applyMask(documents, 0);
    }
    return documents;
  }
}
