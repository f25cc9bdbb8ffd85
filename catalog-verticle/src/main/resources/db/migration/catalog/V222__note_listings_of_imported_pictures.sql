UPDATE picture SET shown_by = first.listing_id
FROM (
    SELECT image ->> 'id' AS picture_id, min(l.listing_id::text)::uuid AS listing_id
    FROM listing l CROSS JOIN LATERAL jsonb_array_elements(l.images) image
    WHERE EXISTS (SELECT FROM picture WHERE source_hash IS NOT NULL)
    GROUP BY 1) first
WHERE picture.picture_id::text = first.picture_id AND picture.source_hash IS NOT NULL;
