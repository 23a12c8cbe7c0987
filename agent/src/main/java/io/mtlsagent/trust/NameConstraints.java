package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that a CA may certify (RFC 5280, section 4.2.1.10). */
final class NameConstraints {

  private final List<NameSubtree> permitted;
  private final List<NameSubtree> excluded;
  private final int types;

  private NameConstraints(List<NameSubtree> permitted, List<NameSubtree> excluded) {
    this.permitted = permitted;
    this.excluded = excluded;
    this.types = types(permitted) | types(excluded);
  }

  /** A bit for each type of name: with many names, to look through the list for each takes long. */
  private static int types(List<NameSubtree> subtrees) {
    int types = 0;
    for (int i = 0; i < subtrees.size(); i++) {
      types |= 1 << subtrees.get(i).type();
    }
    return types;
  }

  static NameConstraints parse(byte[] value) throws MalformedDerException {
    DerReader outer = DerReader.of(value);
    DerReader fields = outer.enter(DerReader.SEQUENCE);
    outer.finish();
    List<NameSubtree> permitted = subtrees(fields, 0);
    List<NameSubtree> excluded = subtrees(fields, 1);
    fields.finish();
    if (permitted.isEmpty() && excluded.isEmpty()) {
      throw new MalformedDerException("the name constraints constrain nothing");
    }
    return new NameConstraints(permitted, excluded);
  }

  private static List<NameSubtree> subtrees(DerReader fields, int number)
      throws MalformedDerException {
    if (!fields.nextIs(DerReader.CONTEXT_CONSTRUCTED + number)) {
      return Collections.emptyList();
    }
    DerReader list = fields.enter(DerReader.CONTEXT_CONSTRUCTED + number);
    List<NameSubtree> subtrees = new ArrayList<>();
    while (list.hasMore()) {
      subtrees.add(NameSubtree.read(list));
    }
    if (subtrees.isEmpty()) {
      throw new MalformedDerException("a list of name constraints is empty");
    }
    return Collections.unmodifiableList(subtrees);
  }

  int size() {
    return permitted.size() + excluded.size();
  }

  /** Whether names of this type are constrained at all. */
  boolean speakOf(int type) {
    return (types & 1 << type) != 0;
  }

  /**
   * Why a name may not be certified, as part of a sentence; null if it may.
   *
   * @throws MalformedDerException if it is a directory name and one of two cannot be read
   */
  @Nullable String objection(ConstrainedName name) throws MalformedDerException {
    for (int i = 0; i < excluded.size(); i++) {
      NameSubtree subtree = excluded.get(i);
      if (subtree.type() == name.type() && subtree.touches(name)) {
        return "excludes";
      }
    }
    boolean constrained = false;
    for (int i = 0; i < permitted.size(); i++) {
      NameSubtree subtree = permitted.get(i);
      if (subtree.type() == name.type()) {
        if (subtree.contains(name)) {
          return null;
        }
        constrained = true;
      }
    }
    return constrained ? "does not permit" : null;
  }
}
