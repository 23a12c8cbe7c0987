package io.mtlsagent.cli.report;

import java.util.ArrayList;
import java.util.List;

/** A peer or a service in the picture, or several that share one place. */
final class GraphNode {

  static final double HEIGHT = 46;
  static final double WIDTH = 272;

  private final String label;
  private final String fullLabel;
  private final Tally tally = new Tally();
  private final List<GraphLink> links = new ArrayList<>();
  private double x;
  private double y;

  GraphNode(String label, String fullLabel) {
    this.label = label;
    this.fullLabel = fullLabel;
  }

  void connect(GraphLink link) {
    links.add(link);
  }

  void place(double left, double top) {
    this.x = left;
    this.y = top;
  }

  /**
   * Where a link meets this node: links are spread over its side, in the order of their far ends.
   */
  double meetingPoint(GraphLink link, List<GraphLink> sameSide) {
    int place = sameSide.indexOf(link);
    double room = HEIGHT - 14;
    return y + 7 + room * (place + 0.5) / sameSide.size();
  }

  String label() {
    return label;
  }

  String fullLabel() {
    return fullLabel;
  }

  Tally tally() {
    return tally;
  }

  List<GraphLink> links() {
    return links;
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  double centre() {
    return y + HEIGHT / 2;
  }
}
