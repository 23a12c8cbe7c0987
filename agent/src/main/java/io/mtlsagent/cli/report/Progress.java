package io.mtlsagent.cli.report;

/** Is told how far the reading is. */
public interface Progress {

  /**
   * Called now and then.
   *
   * @param lines lines read so far, of all logs
   * @param bytes bytes of files read so far, as they lie on the disk
   */
  void at(long lines, long bytes);
}
