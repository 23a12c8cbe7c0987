package io.mtlsagent.cli.report;

import io.mtlsagent.cli.terminal.VisibleText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns of text for a terminal. Cells are made visible, and cut where they are too wide. */
final class TextTable {

  private static final String GAP = "  ";

  private final int widest;
  private final List<String[]> rows = new ArrayList<>();
  private final int columns;

  /**
   * Starts a table with its head.
   *
   * @param widest how many characters of a cell are shown
   */
  TextTable(int widest, String... head) {
    this.widest = widest;
    this.columns = head.length;
    rows.add(head);
  }

  TextTable row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
    }
    String[] visible = new String[columns];
    for (int i = 0; i < columns; i++) {
      // The last column may be as long as it likes: nothing stands behind it.
      visible[i] = VisibleText.of(cells[i], i == columns - 1 ? 4 * widest : widest);
    }
    rows.add(visible);
    return this;
  }

  void print(PrintWriter out) {
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], length(row[i]));
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row[i]);
        for (int pad = length(row[i]); i < columns - 1 && pad < widths[i]; pad++) {
          line.append(' ');
        }
        line.append(i < columns - 1 ? GAP : "");
      }
      out.println(trimmedEnd(line));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String trimmedEnd(StringBuilder line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(0, end);
  }
}
