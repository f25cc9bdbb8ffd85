-- Counts what people did with a listing today: a save weighs as much as five views, a contact or chat as ten.
CREATE FUNCTION note_interest(of_listing uuid, new_saves integer, new_contacts integer, new_chats integer)
    RETURNS integer
    LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO listing_day AS d (listing_id, day, saves, contacts, chats)
    VALUES (of_listing, indian_day(now()), new_saves, new_contacts, new_chats)
    ON CONFLICT ON CONSTRAINT listing_day_listing_id_day_pkey DO UPDATE
        SET saves = d.saves + excluded.saves, contacts = d.contacts + excluded.contacts, chats = d.chats + excluded.chats;
    INSERT INTO listing_heat AS h (listing_id, heat)
    VALUES (of_listing, heat(5 * new_saves + 10 * new_contacts + 10 * new_chats))
    ON CONFLICT ON CONSTRAINT listing_heat_listing_id_pkey DO UPDATE SET heat = add_heat(h.heat, excluded.heat)
    RETURNING 1;
END;
