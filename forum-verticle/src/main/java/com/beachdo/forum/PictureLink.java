package com.beachdo.forum;

import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Shows a picture as a link to it: nothing is fetched from elsewhere just because a page is read. */
final class PictureLink implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    PictureLink(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Image.class);
    }

    @Override
    public void render(Node node) {
        Link link = new Link(((Image) node).getDestination(), null);
        for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
            link.appendChild(child);
        }
        context.render(link);
    }
}
