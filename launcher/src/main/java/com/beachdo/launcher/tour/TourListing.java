package com.beachdo.launcher.tour;

import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What the tour sells. */
final class TourListing {
    private TourListing() {}

    static JsonObject body(String mark) {
        return new JsonObject()
                .put("title", "Steel bicycle " + mark + ", 21 gears")
                .put("description", "Well kept city bicycle with carrier and lock, ridden in Pune for two monsoons.")
                .put("price", new JsonObject().put("amount", 850_000).put("currency", "INR"))
                .put("categoryId", "bicycles")
                .put("condition", "GOOD")
                .put("attributes", new JsonObject().put("bicycleType", "City").put("gears", true))
                .put("location", new JsonObject().put("city", "Pune").put("state", "Maharashtra"));
    }

    /** A drawn picture, 1200 × 800. */
    static byte[] picture() {
        BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, new Color(0x87CEEB), 0, 800, new Color(0xF4E1B0)));
        canvas.fillRect(0, 0, 1200, 800);
        canvas.setColor(new Color(0x20405F));
        canvas.setStroke(new java.awt.BasicStroke(14));
        canvas.drawOval(180, 380, 300, 300);
        canvas.drawOval(720, 380, 300, 300);
        canvas.drawPolyline(new int[] {330, 480, 760, 600, 480}, new int[] {530, 280, 280, 530, 280}, 5);
        canvas.dispose();
        try {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            boolean unused = ImageIO.write(image, "jpeg", jpeg);
            return jpeg.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
