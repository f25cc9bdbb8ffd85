package com.beachdo.launcher.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Draws a picture for a category: sky, sand and some shapes, the same every time. */
final class DemoPicture {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private DemoPicture() {}

    static byte[] of(String category) {
        SplittableRandom random = new SplittableRandom(category.hashCode());
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(new GradientPaint(0, 0, hue(random, 0.25f), 0, HEIGHT, hue(random, 0.15f)));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setStroke(new BasicStroke(8));
        for (int shape = 0; shape < 9; shape++) {
            canvas.setColor(hue(random, 0.55f));
            int x = random.nextInt(WIDTH - 200);
            int y = 80 + random.nextInt(HEIGHT - 280);
            int size = 60 + random.nextInt(180);
            switch (random.nextInt(3)) {
                case 0 -> canvas.fillOval(x, y, size, size);
                case 1 -> canvas.fillRoundRect(x, y, size * 2, size, 40, 40);
                default -> canvas.drawOval(x, y, size, size);
            }
        }
        canvas.dispose();
        return jpeg(image);
    }

    private static Color hue(SplittableRandom random, float saturation) {
        return Color.getHSBColor((float) random.nextDouble(), saturation, 0.95f);
    }

    private static byte[] jpeg(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            boolean unused = ImageIO.write(image, "jpeg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
