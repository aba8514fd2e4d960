<?xml version="1.0" encoding="UTF-8"?>
<!-- The site kept in a browser, so that it can be read without a network: where a reader asks for it, and nowhere else. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:variable name="v:offline-script" as="xs:string" static="yes" select="unparsed-text('../script/offline.js')"/>
  <xsl:variable name="v:worker-script" as="xs:string" static="yes" select="unparsed-text('../script/offline-worker.js')"/>

  <!-- The envelope of the pages' icon, on paper. -->
  <xsl:variable name="v:icon" as="xs:string" static="yes"
                select="'&lt;svg xmlns=&quot;http://www.w3.org/2000/svg&quot; viewBox=&quot;0 0 16 16&quot;>&lt;path fill=&quot;#fffdf8&quot; d=&quot;M0 0h16v16H0z&quot;/>&lt;path fill=&quot;none&quot; stroke=&quot;#795548&quot; d=&quot;M2 4h12v8H2zl6 4.5L14 4&quot;/>&lt;/svg>&#10;'"/>

  <!-- What browsers ask of a site that is kept like a program: its name, where it begins, its icon. -->
  <xsl:function name="f:manifest" as="xs:string">
    <xsl:sequence select="'{' || string-join((
      f:pair('name', $v:title), f:pair('short_name', f:shortened($v:title, 30)), f:pair('lang', $v:language), f:pair('dir', f:direction($v:language)),
      f:pair('start_url', 'index.html'), f:pair('scope', './'), f:pair('display', 'minimal-ui'),
      f:pair('background_color', '#fffdf8'), f:pair('theme_color', '#fffdf8'),
      '&quot;icons&quot;: [{' || f:pair('src', 'style/icon.svg') || ', ' || f:pair('sizes', 'any') || ', ' || f:pair('type', 'image/svg+xml') || '}]'), ',&#10;') || '}&#10;'"/>
  </xsl:function>

  <!-- The script that keeps the files. Its text changes with the edition, so that browsers fetch the files anew. -->
  <xsl:function name="f:offline-worker" as="xs:string">
    <xsl:param name="files" as="xs:string*"/>
    <xsl:sequence select="'const EDITION = ' || f:json($date || ' ' || string-length($v:edition)) || ';&#10;const FILES = [&#10;'
                          || string-join($files ! f:json(.), ',&#10;') || ',&#10;];&#10;' || $v:worker-script"/>
  </xsl:function>

  <!-- Shown by its script, where a browser can do it. -->
  <xsl:template name="f:offline-section" as="element(section)">
    <section id="offline" hidden="hidden" data-keep="{f:label('offline.keep')}" data-drop="{f:label('offline.drop')}" data-kept="{f:label('offline.kept')}">
      <h2>{f:label('offline.heading')}</h2>
      <p>{f:label('offline.words')}</p>
      <p>
        <button type="button">{f:label('offline.keep')}</button>
        <xsl:text> </xsl:text>
        <span role="status"/>
      </p>
    </section>
  </xsl:template>
</xsl:stylesheet>
